import { archiveBlock, archiveRange } from "../model/archive.ts";
import type { DerivedEntry } from "../model/entry.ts";
import type { ParsedEntry } from "../model/feed.ts";
import type { StoredEntry, StoredPost } from "../model/stored.ts";
import { storedJson } from "./json.ts";
import type { Database } from "./schema.ts";
import { shownDerived } from "./shown-derived.ts";

/**
 * An archive that is full does not change with edits (RFC 5005, section 4): to be called before an entry is edited, or
 * what its page gave. What it said until then is kept beside it if its archive is full, once.
 */
export async function keepArchived(trx: Database, entryId: number): Promise<void> {
  if (!(await isInFullArchive(trx, entryId))) return;
  await trx
    .insertInto("entry_archived")
    .columns(["entryId", "raw", "derived", "derivedVersion", "pageDerived", "editedAt"])
    .expression((eb) =>
      eb
        .selectFrom("entry_content as c")
        .innerJoin("entry as e", "e.id", "c.entryId")
        .select(["c.entryId", "c.raw", "c.derived", "c.derivedVersion", "c.pageDerived"])
        .select("e.editedAt")
        .where("c.entryId", "=", entryId),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whether a later archive has begun. */
export async function isInFullArchive(db: Database, entryId: number): Promise<boolean> {
  const { newest } = await db
    .selectFrom("entry")
    .select((eb) => eb.fn.max("id").as("newest"))
    .executeTakeFirstOrThrow();
  return newest > archiveRange(archiveBlock(entryId)).to;
}

/** After an upgrade archives are made of what is stored now: what older code derived is not shown any more. */
export async function forgetOutdated(db: Database, version: number): Promise<void> {
  await db.deleteFrom("entry_archived").where("derivedVersion", "<", version).execute();
}

export async function forgetArchived(trx: Database, entryIds: readonly number[]): Promise<void> {
  await trx.deleteFrom("entry_archived").where("entryId", "in", entryIds).execute();
}

/** The posts with their entries as they were when their archives were full. */
export async function asArchived(
  db: Database,
  posts: readonly StoredPost[],
): Promise<readonly StoredPost[]> {
  const entries = posts.flatMap(({ shown, members }) => [
    shown,
    ...members.map(({ entry }) => entry),
  ]);
  if (entries.length === 0) return posts;
  const rows = await db
    .selectFrom("entry_archived as c")
    .innerJoin("entry as e", "e.id", "c.entryId")
    .innerJoin("source as s", "s.num", "e.source")
    .select(["c.entryId", "c.raw", "c.editedAt"])
    .select((eb) => shownDerived(eb).as("derived"))
    .where(
      "c.entryId",
      "in",
      entries.map(({ entryId }) => entryId),
    )
    .execute();
  if (rows.length === 0) return posts;
  const archived = new Map(rows.map((row) => [row.entryId, row]));
  const before = (entry: StoredEntry): StoredEntry => {
    const row = archived.get(entry.entryId);
    if (row === undefined) return entry;
    const raw = storedJson<ParsedEntry>(row.raw);
    const derived = storedJson<DerivedEntry>(row.derived);
    return { ...entry, raw, derived, editedAt: row.editedAt };
  };
  return posts.map((post) => ({
    ...post,
    shown: before(post.shown),
    members: post.members.map((member) => ({ ...member, entry: before(member.entry) })),
  }));
}

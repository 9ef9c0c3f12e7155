import { archiveBlock, archiveRange } from "../model/archive.ts";
import type { DerivedEntry } from "../model/entry.ts";
import type { ParsedEntry } from "../model/feed.ts";
import type { StoredEntry, StoredPost } from "../model/stored.ts";
import { storedJson } from "./json.ts";
import type { Database } from "./schema.ts";

/**
 * An archive that is full does not change with edits (RFC 5005, section 4): to be called before an entry is edited. What
 * it said until then is kept beside it if its archive is full, once.
 */
export async function keepArchived(trx: Database, entryId: number): Promise<void> {
  const { newest } = await trx
    .selectFrom("entry")
    .select((eb) => eb.fn.max("id").as("newest"))
    .executeTakeFirstOrThrow();
  if (newest <= archiveRange(archiveBlock(entryId)).to) return;
  await trx
    .insertInto("entry_archived")
    .columns(["entryId", "raw", "derived", "derivedVersion", "editedAt"])
    .expression((eb) =>
      eb
        .selectFrom("entry_content as c")
        .innerJoin("entry as e", "e.id", "c.entryId")
        .select(["c.entryId", "c.raw", "c.derived", "c.derivedVersion", "e.editedAt"])
        .where("c.entryId", "=", entryId),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
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
    .selectFrom("entry_archived")
    .select(["entryId", "raw", "derived", "editedAt"])
    .where(
      "entryId",
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

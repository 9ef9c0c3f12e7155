import { setImmediate as nextTurn } from "node:timers/promises";
import { notePruned } from "./archive-floor.ts";
import { forgetArchived } from "./archived-entries.ts";
import { deleteKeys } from "./entry-keys.ts";
import { bumpRevision } from "./revision.ts";
import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

export type PruneOptions = {
  /** Since an entry was last listed by its source. */
  readonly days: number;
  /** Of each active source at least so many entries stay, the newest. */
  readonly minPerSource: number;
  readonly now: number;
};

const dayMs = 24 * 3600 * 1000;

/** Entries of one transaction, and the event loop waits for it. */
const sliceSize = 200;

/** An identity is remembered at least so long after its content went: feeds that slide back and forth exist. */
const minMemoryDays = 90;

/**
 * Takes the content of old entries out of the store, in slices; gives their number. What its source still lists stays.
 * Identities stay for as long again: what comes back is known, and not new.
 */
export async function prune(store: Store, options: PruneOptions): Promise<number> {
  const sources = await store.db
    .selectFrom("source")
    .select(["num", "isActive", "inactiveAt"])
    .execute();
  let pruned = 0;
  for (const source of sources) {
    pruned += await pruneSource(store.db, source, options);
    await nextTurn();
  }
  return pruned;
}

type SourceRow = {
  readonly num: number;
  readonly isActive: number;
  readonly inactiveAt: number | null;
};

async function pruneSource(
  db: Database,
  source: SourceRow,
  options: PruneOptions,
): Promise<number> {
  let pruned = 0;
  for (;;) {
    const ids = await oldEntries(db, source, options);
    if (ids.length === 0) break;
    const slice = { ids, source: source.num, isActive: source.isActive === 1, now: options.now };
    await db.transaction().execute((trx) => pruneEntries(trx, slice));
    pruned += ids.length;
    await nextTurn();
  }
  await forgetIdentities(db, source.num, options);
  return pruned;
}

/** Nobody knows what a removed source lists; it counts as listing nothing since it was removed. */
async function oldEntries(
  db: Database,
  source: SourceRow,
  { days, minPerSource, now }: PruneOptions,
): Promise<readonly number[]> {
  const cutoff = now - days * dayMs;
  const isLeft = source.isActive === 0 && (source.inactiveAt ?? now) < cutoff;
  const newest = db
    .selectFrom("entry")
    .select("id")
    .where("source", "=", source.num)
    .where("prunedAt", "is", null)
    .orderBy("sortAt", "desc")
    .orderBy("id", "desc")
    .limit(minPerSource);
  const rows = await db
    .selectFrom("entry")
    .select("id")
    .where("source", "=", source.num)
    .where("prunedAt", "is", null)
    .where((eb) =>
      isLeft
        ? eb.or([eb("lastListedAt", "is", null), eb("lastListedAt", "<", cutoff)])
        : eb("lastListedAt", "<", cutoff),
    )
    .$if(!isLeft, (query) => query.where("id", "not in", newest))
    .limit(sliceSize)
    .execute();
  return rows.map(({ id }) => id);
}

type Slice = {
  readonly ids: readonly number[];
  readonly source: number;
  /** Whether it is published: archives tell only of those. */
  readonly isActive: boolean;
  readonly now: number;
};

async function pruneEntries(trx: Database, { ids, source, isActive, now }: Slice): Promise<void> {
  const left = await trx
    .deleteFrom("post_entry")
    .where("entryId", "in", ids)
    .returning("postId")
    .execute();
  await deleteKeys(trx, ids);
  await forgetArchived(trx, ids);
  if (isActive) await notePruned(trx, ids);
  await trx.deleteFrom("entry_content").where("entryId", "in", ids).execute();
  await trx.updateTable("entry").set({ prunedAt: now }).where("id", "in", ids).execute();
  await trx
    .updateTable("source")
    .set((eb) => ({ entries: eb("entries", "-", ids.length) }))
    .where("num", "=", source)
    .execute();
  const postIds = [...new Set(left.map(({ postId }) => postId))];
  for (const postId of postIds) await tidyPost(trx, postId);
  await bumpRevision(trx);
}

/** A post without entries goes; one that lost its shown entry shows the earliest of the others. */
async function tidyPost(trx: Database, postId: number): Promise<void> {
  const members = await trx
    .selectFrom("post_entry as m")
    .innerJoin("post as p", "p.id", "m.postId")
    .select(["m.entryId", "p.shownEntryId"])
    .where("m.postId", "=", postId)
    .orderBy("m.entryId")
    .execute();
  const [earliest] = members;
  if (earliest === undefined) {
    await trx.deleteFrom("post").where("id", "=", postId).execute();
    return;
  }
  if (members.some(({ entryId, shownEntryId }) => entryId === shownEntryId)) return;
  await trx
    .updateTable("post")
    .set({ shownEntryId: earliest.entryId })
    .where("id", "=", postId)
    .execute();
}

async function forgetIdentities(
  db: Database,
  source: number,
  { days, now }: PruneOptions,
): Promise<void> {
  const forgetBefore = now - Math.max(days, minMemoryDays) * dayMs;
  await db
    .deleteFrom("entry")
    .where("source", "=", source)
    .where("prunedAt", "<", forgetBefore)
    .execute();
}

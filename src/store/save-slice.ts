import type { PlannedEntry } from "./plan-entries.ts";
import { deleteKeys, insertKeys } from "./entry-keys.ts";
import { placeEntry } from "./place-entry.ts";
import type { UnplacedEntry } from "./place-entry.ts";
import { bumpRevision } from "./revision.ts";
import type { SavingPoll } from "./saving-poll.ts";
import type { Database } from "./schema.ts";

/** A stored entry that stands in the slice. */
type KnownEntry = {
  readonly id: number;
  readonly identity: string;
  readonly contentHash: string;
  readonly lastListedAt: number | null;
  readonly prunedAt: number | null;
  readonly sortAt: number;
  readonly position: number;
};

type Pair = { readonly planned: PlannedEntry; readonly known: KnownEntry };

/** A slice, sorted by what has to be written. */
type SortedSlice = {
  readonly fresh: readonly PlannedEntry[];
  /** Edited by the publisher. */
  readonly changed: readonly Pair[];
  /** Listed again after a while. */
  readonly returning: readonly Pair[];
  /** Listed again after their content was pruned. */
  readonly restored: readonly Pair[];
};

export type SliceCounts = { readonly added: number; readonly changed: number };

/** Saves a slice in one transaction; a slice without news costs one read. */
export async function saveSlice(
  db: Database,
  poll: SavingPoll,
  slice: readonly PlannedEntry[],
): Promise<SliceCounts> {
  if (!hasNews(await sortSlice(db, poll, slice))) return { added: 0, changed: 0 };
  return db.transaction().execute(async (trx) => {
    const sorted = await sortSlice(trx, poll, slice);
    await markListed(trx, sorted.returning);
    for (const pair of sorted.changed) await refreshEntry(trx, poll, pair);
    const added = await addEntries(trx, poll, sorted.fresh);
    const restored = await restoreEntries(trx, poll, sorted.restored);
    for (const entry of [...added, ...restored]) await placeEntry(trx, poll, entry);
    const counts = { added: added.length, changed: sorted.changed.length + restored.length };
    await noteNews(trx, poll, { ...counts, stored: added.length + restored.length });
    return counts;
  });
}

async function sortSlice(
  db: Database,
  poll: SavingPoll,
  slice: readonly PlannedEntry[],
): Promise<SortedSlice> {
  const identities = slice.map(({ incoming }) => incoming.identity);
  const rows = await db
    .selectFrom("entry")
    .select(["id", "identity", "contentHash", "lastListedAt", "prunedAt", "sortAt", "position"])
    .where("source", "=", poll.source.num)
    .where("identity", "in", identities)
    .execute();
  const knownBy = new Map(rows.map((row) => [row.identity, row]));
  const fresh = slice.filter(({ incoming }) => !knownBy.has(incoming.identity));
  const pairs = slice.flatMap((planned) => {
    const known = knownBy.get(planned.incoming.identity);
    return known === undefined ? [] : [{ planned, known }];
  });
  const live = pairs.filter(({ known }) => known.prunedAt === null);
  return {
    fresh,
    changed: live.filter(
      ({ planned, known }) => planned.incoming.contentHash !== known.contentHash,
    ),
    returning: pairs.filter(({ known }) => known.lastListedAt !== null),
    restored: pairs.filter(({ known }) => known.prunedAt !== null),
  };
}

function hasNews({ fresh, changed, returning, restored }: SortedSlice): boolean {
  return fresh.length + changed.length + returning.length + restored.length > 0;
}

async function markListed(trx: Database, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const ids = pairs.map(({ known }) => known.id);
  await trx.updateTable("entry").set({ lastListedAt: null }).where("id", "in", ids).execute();
}

/** An edit changes the entry in place: its post keeps id and place. */
async function refreshEntry(
  trx: Database,
  poll: SavingPoll,
  { planned: { incoming }, known }: Pair,
): Promise<void> {
  await trx
    .updateTable("entry")
    .set({
      contentHash: incoming.contentHash,
      url: incoming.url,
      publishedAt: incoming.publishedAt,
      updatedAt: incoming.updatedAt,
      editedAt: poll.facts.now,
    })
    .where("id", "=", known.id)
    .execute();
  await trx
    .updateTable("entry_content")
    .set({
      raw: incoming.raw,
      derived: incoming.derived,
      features: incoming.features,
      derivedVersion: poll.derivedVersion,
    })
    .where("entryId", "=", known.id)
    .execute();
  await deleteKeys(trx, [known.id]);
  await insertKeys(trx, [{ entryId: known.id, keys: incoming.keys }]);
}

async function addEntries(
  trx: Database,
  poll: SavingPoll,
  fresh: readonly PlannedEntry[],
): Promise<readonly UnplacedEntry[]> {
  if (fresh.length === 0) return [];
  const rows = fresh.map(({ incoming, position, sortAt, backlogRank }) => ({
    source: poll.source.num,
    identity: incoming.identity,
    contentHash: incoming.contentHash,
    url: incoming.url,
    publishedAt: incoming.publishedAt,
    updatedAt: incoming.updatedAt,
    firstSeenAt: poll.facts.now,
    sortAt,
    position,
    backlogRank,
  }));
  const inserted = await trx
    .insertInto("entry")
    .values(rows)
    .returning(["id", "identity"])
    .execute();
  const idBy = new Map(inserted.map(({ id, identity }) => [identity, id]));
  const unplaced = fresh.flatMap(({ incoming, position, sortAt }) => {
    const entryId = idBy.get(incoming.identity);
    return entryId === undefined ? [] : [{ entryId, incoming, position, sortAt }];
  });
  await insertContents(trx, poll, unplaced);
  return unplaced;
}

/** What was pruned and is listed again comes back as what it was, at its old place: not as new. */
async function restoreEntries(
  trx: Database,
  poll: SavingPoll,
  pairs: readonly Pair[],
): Promise<readonly UnplacedEntry[]> {
  const unplaced = pairs.map(({ planned: { incoming }, known: { id, sortAt, position } }) => ({
    entryId: id,
    incoming,
    sortAt,
    position,
  }));
  for (const { entryId, incoming } of unplaced) {
    const { contentHash } = incoming;
    const row = { prunedAt: null, contentHash };
    await trx.updateTable("entry").set(row).where("id", "=", entryId).execute();
  }
  await insertContents(trx, poll, unplaced);
  return unplaced;
}

async function insertContents(
  trx: Database,
  { derivedVersion }: SavingPoll,
  entries: readonly UnplacedEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ entryId, incoming: { raw, derived, features } }) => ({
    entryId,
    raw,
    derived,
    features,
    derivedVersion,
  }));
  await trx.insertInto("entry_content").values(rows).execute();
  const keyed = entries.map(({ entryId, incoming: { keys } }) => ({ entryId, keys }));
  await insertKeys(trx, keyed);
}

/** Told with the slice, so that a crash after it leaves the counters right. */
async function noteNews(
  trx: Database,
  poll: SavingPoll,
  { added, changed, stored }: SliceCounts & { readonly stored: number },
): Promise<void> {
  if (added + changed === 0) return;
  await trx
    .updateTable("source")
    .set((eb) => ({ entries: eb("entries", "+", stored), lastUpdatedAt: poll.facts.now }))
    .where("num", "=", poll.source.num)
    .execute();
  await bumpRevision(trx);
}

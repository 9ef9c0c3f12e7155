import { keepArchived } from "./archived-entries.ts";
import { bringForward } from "./future-places.ts";
import { deleteKeys, insertKeys } from "./entry-keys.ts";
import type { UnplacedEntry } from "./place-entry.ts";
import type { PlannedEntry } from "./plan-entries.ts";
import type { SavingPoll } from "./saving-poll.ts";
import type { Database } from "./schema.ts";
import { dateOf } from "./sort-at.ts";
import { earlierDate, type KnownPair } from "./sort-slice.ts";

/** The entries are in their source's last document again. */
export async function markListed(trx: Database, pairs: readonly KnownPair[]): Promise<void> {
  if (pairs.length === 0) return;
  const ids = pairs.map(({ known }) => known.id);
  await trx.updateTable("entry").set({ lastListedAt: null }).where("id", "in", ids).execute();
}

/** An edit changes the entry in place: its post keeps id, place and date of publication. */
export async function refreshEntry(
  trx: Database,
  poll: SavingPoll,
  pair: KnownPair,
): Promise<void> {
  const { incoming } = pair.planned;
  const { known } = pair;
  const datedAt = earlierDate(pair, poll);
  await keepArchived(trx, known.id);
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
      // Made again from the new text and the page (pages.ts).
      pageDerived: null,
    })
    .where("entryId", "=", known.id)
    .execute();
  if (datedAt !== null) await bringForward(trx, known, datedAt);
  await deleteKeys(trx, [known.id]);
  await insertKeys(trx, [{ entryId: known.id, keys: incoming.keys }]);
}

/** Stores new entries; they belong to no post yet. */
export async function addEntries(
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
    datedAt: dateOf(incoming),
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
export async function restoreEntries(
  trx: Database,
  poll: SavingPoll,
  pairs: readonly KnownPair[],
): Promise<readonly UnplacedEntry[]> {
  const unplaced = pairs.map(({ planned: { incoming }, known: { id, sortAt, position } }) => ({
    entryId: id,
    incoming,
    sortAt,
    position,
  }));
  for (const { entryId, incoming } of unplaced) {
    const { contentHash, url, publishedAt, updatedAt } = incoming;
    const row = { prunedAt: null, contentHash, url, publishedAt, updatedAt };
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

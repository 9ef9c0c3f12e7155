import { addEntries, markListed, refreshEntry, restoreEntries } from "./entry-rows.ts";
import { placeEntry } from "./place-entry.ts";
import type { PlannedEntry } from "./plan-entries.ts";
import { bumpRevision } from "./revision.ts";
import type { SavingPoll } from "./saving-poll.ts";
import type { Database } from "./schema.ts";
import { hasNews, sortSlice } from "./sort-slice.ts";

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

import { planEntries } from "./plan-entries.ts";
import { saveSlice, type SliceCounts } from "./save-slice.ts";
import type { SavingPoll } from "./saving-poll.ts";
import type { Database } from "./schema.ts";
import { inSlices } from "./slices.ts";

/** Saves a document's entries in slices, one transaction each, and lets the event loop turn in between. */
export async function saveEntries(
  db: Database,
  saving: SavingPoll,
  { isFirstPoll }: { readonly isFirstPoll: boolean },
): Promise<SliceCounts & { readonly unchanged: number }> {
  const { futureDates } = saving;
  const { now } = saving.facts;
  const planned = planEntries(saving.feed.entries, { now, isFirstPoll, futureDates });
  let added = 0;
  let changed = 0;
  await inSlices(planned, async (slice) => {
    const counts = await saveSlice(db, saving, slice);
    added += counts.added;
    changed += counts.changed;
  });
  return { added, changed, unchanged: planned.length - added - changed };
}

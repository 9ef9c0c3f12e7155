import { saveEntries } from "./save-entries.ts";
import type { SliceCounts } from "./save-slice.ts";
import type { ReadDelivery } from "./saving-poll.ts";
import type { Store } from "./store.ts";

/**
 * Saves the entries a hub delivered. They are a part of the feed, or all of it: nobody knows, so nothing counts as
 * unlisted, and validators, times and what the feed says of itself stay as the last poll left them. Throws a `StoreError`.
 */
export async function saveDelivery(store: Store, delivery: ReadDelivery): Promise<SliceCounts> {
  const { sourceId, now, ...read } = delivery;
  const { num, id, url, movedTo, ...row } = await store.db
    .selectFrom("source")
    .select(["num", "id", "url", "movedTo", "futureDates"])
    .where("id", "=", sourceId)
    .executeTakeFirstOrThrow();
  const urls = movedTo === null ? [url] : [url, movedTo];
  const listed = new Set(delivery.feed.entries.map(({ identity }) => identity));
  const futureDates = row.futureDates ?? read.futureDates;
  const saving = { ...read, futureDates, facts: { now }, source: { num, id, urls }, listed };
  return saveEntries(store.db, saving, { isFirstPoll: false });
}

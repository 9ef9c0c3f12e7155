import type { Store } from "./store.ts";

/** Brings the next poll of a source forward to `at`, where it was planned later. */
export async function hastenPoll(
  store: Store,
  { sourceId, at }: { readonly sourceId: string; readonly at: number },
): Promise<void> {
  await store.db
    .updateTable("source")
    .set({ nextPollAt: at })
    .where("id", "=", sourceId)
    .where("nextPollAt", ">", at)
    .execute();
}

import { bumpRevision } from "./revision.ts";
import type { Store } from "./store.ts";

export type NotedMove = { readonly sourceId: string; readonly movedTo: string };

/**
 * Notes where sources were found to have moved, as a poll would have: an address edited to that one then keeps the row.
 * Validators go where they are of another address: the new one may answer 304 to a date although nothing was read there.
 */
export async function noteMoves(
  store: Store,
  { moves, now }: { readonly moves: readonly NotedMove[]; readonly now: number },
): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    for (const { sourceId, movedTo } of moves) {
      await trx
        .updateTable("source")
        .set({ movedTo, movedAt: now, etag: null, lastModified: null })
        .where("id", "=", sourceId)
        .where((eb) => eb.or([eb("movedTo", "is", null), eb("movedTo", "!=", movedTo)]))
        .execute();
    }
    await bumpRevision(trx);
  });
}

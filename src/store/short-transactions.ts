import { setImmediate as nextTurn } from "node:timers/promises";
import { bumpRevision } from "./revision.ts";
import type { Database } from "./schema.ts";

/** The event loop, and other processes that write, wait for a transaction no longer than about this. */
const aimMs = 15;

export type ShortWork<T> = {
  /** Whether it changed what is published. */
  readonly change: (trx: Database, item: T) => Promise<boolean>;
  readonly signal: AbortSignal;
};

/** Works through the items in transactions of a few milliseconds; gives the number of changes. Stops when aborted. */
export async function inShortTransactions<T>(
  db: Database,
  items: readonly T[],
  { change, signal }: ShortWork<T>,
): Promise<number> {
  let changes = 0;
  for (let start = 0; start < items.length && !signal.aborted;) {
    const done = await db.transaction().execute(async (trx) => {
      const until = performance.now() + aimMs;
      let [count, changed] = [0, 0];
      for (const item of items.slice(start)) {
        if (await change(trx, item)) changed += 1;
        count += 1;
        if (performance.now() > until) break;
      }
      if (changed > 0) await bumpRevision(trx);
      return { count, changed };
    });
    start += done.count;
    changes += done.changed;
    await nextTurn();
  }
  return changes;
}

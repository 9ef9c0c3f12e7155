import { setImmediate as nextTurn } from "node:timers/promises";
import type { SourceState } from "../model/stored.ts";
import type { Database } from "./schema.ts";
import { sourceState } from "./source-state.ts";
import type { Store } from "./store.ts";

/** Rows read at once; each comes with a feed's description as JSON, and the event loop waits for them. */
const partSize = 100;

/** States of the active sources by id; `ids`: only of these, active or not. */
export async function sourceStates(
  store: Store,
  ids?: readonly string[],
): Promise<ReadonlyMap<string, SourceState>> {
  const states = new Map<string, SourceState>();
  for await (const rows of ids === undefined ? activeRows(store) : rowsOf(store, ids)) {
    for (const row of rows) states.set(row.id, sourceState(row));
    await nextTurn();
  }
  return states;
}

async function* activeRows({ db }: Store) {
  for (let after = 0; ;) {
    const rows = await statesQuery(db)
      .where("isActive", "=", 1)
      .where("num", ">", after)
      .orderBy("num")
      .limit(partSize)
      .execute();
    yield rows;
    if (rows.length < partSize) return;
    after = rows.at(-1)?.num ?? after;
  }
}

async function* rowsOf({ db }: Store, ids: readonly string[]) {
  for (let start = 0; start < ids.length; start += partSize) {
    yield await statesQuery(db)
      .where("id", "in", ids.slice(start, start + partSize))
      .execute();
  }
}

function statesQuery(db: Database) {
  return db
    .selectFrom("source")
    .innerJoin("source_time as t", "t.source", "source.num")
    .leftJoin("source_document as d", "d.source", "source.num")
    .selectAll("source")
    .select(["d.feed", "d.newestAt", "t.lastPollAt", "t.nextPollAt", "t.restUntil"]);
}

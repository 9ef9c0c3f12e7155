import { setImmediate as nextTurn } from "node:timers/promises";
import type { Source } from "../model/source.ts";
import { storedJson } from "./json.ts";
import type { Database } from "./schema.ts";

/** Rows looked at in one transaction. */
const partSize = 250;

/** Older programs did not keep the last. */
type Times = readonly [schedule: string | null, minIntervalMs: number, maxIntervalMs?: number];

/** What the config says of when a source is polled, to be compared with what it says later. */
export function timesOf({ schedule, minIntervalMs, maxIntervalMs }: Source): string {
  return JSON.stringify([schedule, minIntervalMs, maxIntervalMs] satisfies Times);
}

/**
 * A source with another schedule, or a shorter minInterval or maxInterval, does not wait for the time that was planned by
 * the old one. Its publisher's wishes and the new intervals hold.
 */
export async function followTimes(db: Database, sources: readonly Source[]): Promise<void> {
  for (let start = 0; start < sources.length; start += partSize) {
    const some = sources.slice(start, start + partSize);
    await db.transaction().execute((trx) => followSome(trx, some));
    await nextTurn();
  }
}

async function followSome(trx: Database, sources: readonly Source[]): Promise<void> {
  const ids = sources.map(({ id }) => id);
  const rows = await trx
    .selectFrom("source")
    .innerJoin("source_time", "source_time.source", "num")
    .select(["num", "id", "times", "lastPollAt", "nextPollAt", "notBeforeAt", "restUntil"])
    .where("id", "in", ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const source of sources) {
    const row = byId.get(source.id);
    const times = timesOf(source);
    if (row === undefined || row.times === times) continue;
    const nextPollAt =
      row.nextPollAt === null ? null : Math.min(row.nextPollAt, soonest(row, source));
    await trx.updateTable("source").set({ times }).where("num", "=", row.num).execute();
    if (nextPollAt === row.nextPollAt) continue;
    await trx
      .updateTable("source_time")
      .set({ nextPollAt })
      .where("source", "=", row.num)
      .execute();
  }
}

type PlannedRow = {
  /** null: not known. */
  readonly times: string | null;
  readonly lastPollAt: number | null;
  readonly notBeforeAt: number | null;
  readonly restUntil: number | null;
};

/** From when on a source may be polled by its new times; Infinity: they bring nothing forward. */
function soonest(row: PlannedRow, source: Source): number {
  if (row.times === null) return Infinity;
  const waitMs = newWaitMs(storedJson<Times>(row.times), source);
  return Math.max(row.notBeforeAt ?? 0, row.restUntil ?? 0, (row.lastPollAt ?? 0) + waitMs);
}

function newWaitMs([schedule, minIntervalMs, maxIntervalMs = 0]: Times, source: Source): number {
  if (schedule !== source.schedule || source.minIntervalMs < minIntervalMs) {
    return source.minIntervalMs;
  }
  return schedule === null && source.maxIntervalMs < maxIntervalMs
    ? source.maxIntervalMs
    : Infinity;
}

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
 * the old one. Its publisher's wishes and the new intervals hold, also where minInterval is longer.
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
    .select(["num", "id", "times", "lastPollAt", "nextPollAt", "ownPollAt"])
    .select(["notBeforeAt", "restUntil"])
    .where("id", "in", ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const source of sources) {
    const row = byId.get(source.id);
    const times = timesOf(source);
    if (row === undefined || row.times === times) continue;
    await trx.updateTable("source").set({ times }).where("num", "=", row.num).execute();
    if (row.nextPollAt === null) continue;
    const heldAt = heldUntil(row, source);
    const nextPollAt = Math.max(heldAt, Math.min(row.nextPollAt, soonest(row, source)));
    const ownPollAt = row.ownPollAt === null ? null : Math.max(heldAt, row.ownPollAt);
    if (nextPollAt === row.nextPollAt && ownPollAt === row.ownPollAt) continue;
    await trx
      .updateTable("source_time")
      .set({ nextPollAt, ownPollAt })
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

/** Until when a minInterval that became longer holds a source back; 0: it did not. */
function heldUntil({ times, lastPollAt }: PlannedRow, { minIntervalMs }: Source): number {
  if (times === null || lastPollAt === null) return 0;
  const [, before] = storedJson<Times>(times);
  return minIntervalMs > before ? lastPollAt + minIntervalMs : 0;
}

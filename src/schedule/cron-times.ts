import { isCronDay } from "./cron-days.ts";
import type { DayFields } from "./cron-days.ts";
import { instantOf, wallClockAt } from "./time-zone.ts";

const dayMs = 86_400_000;
/** 29 February on a given weekday comes once in 28 years, in 40 around a year like 2100. */
const daysToTry = 366 * 41;

/** A cron expression taken apart: the values each field may have. */
export type CronFields = DayFields & {
  readonly second: readonly number[];
  readonly minute: readonly number[];
  readonly hour: readonly number[];
};

/**
 * The first instant after `after` that the expression means by the wall clock of `timezone`; null: there is none.
 * node-cron only tells the next time from now on, and floors need it from any instant.
 */
export function nextTimeOf(fields: CronFields, timezone: string, after: number): number | null {
  const wallClock = wallClockAt(timezone, after);
  const today = Math.floor(wallClock / dayMs) * dayMs;
  for (let day = 0; day < daysToTry; day++) {
    const dayAt = today + day * dayMs;
    if (!isCronDay(fields, dayAt)) continue;
    for (const time of timesOfDay(fields)) {
      if (dayAt + time <= wallClock) continue;
      const at = instantOf(timezone, dayAt + time);
      // The hour that the clocks show twice counts once: its times are over in the second round.
      if (at > after) return at;
    }
  }
  return null;
}

/** Milliseconds since midnight, ascending. */
function* timesOfDay(fields: CronFields): Generator<number> {
  for (const hour of ascending(fields.hour)) {
    for (const minute of ascending(fields.minute)) {
      for (const second of ascending(fields.second))
        yield ((hour * 60 + minute) * 60 + second) * 1000;
    }
  }
}

function ascending(values: readonly number[]): readonly number[] {
  return values.toSorted((a, b) => a - b);
}

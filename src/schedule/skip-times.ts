import type { PollHints } from "../model/feed.ts";

const hourMs = 3_600_000;
/** Every week repeats itself: within eight days each hour of the week came by. */
const hoursToTry = 24 * 8;
/** The allowed hour begins for every reader of the feed at once; ours come within its first minutes. */
const arrivalMs = 5 * 60_000;

type SkipHints = Pick<PollHints, "skipHours" | "skipDays">;

/**
 * The first instant from `at` on that lies in no skipped hour or day (RSS 2.0 skipHours, skipDays; GMT). A feed that
 * skips every hour or every day cannot mean it: that list is ignored. `jitter` in [0, 1) spreads the arrivals.
 */
export function afterSkipped(at: number, hints: SkipHints, jitter: number): number {
  if (hints.skipHours.length === 0 && hints.skipDays.length === 0) return at;
  const hours = meantOnly(hints.skipHours, 24);
  const days = meantOnly(hints.skipDays, 7);
  let hourAt = at;
  for (let tried = 0; tried < hoursToTry; tried++) {
    const date = new Date(hourAt);
    if (!hours.has(date.getUTCHours()) && !days.has(date.getUTCDay())) break;
    hourAt = (Math.floor(hourAt / hourMs) + 1) * hourMs;
  }
  return hourAt === at ? at : hourAt + Math.floor(jitter * arrivalMs);
}

/** Some feeds write hour 24 or day 7 for 0. */
function meantOnly(values: readonly number[], count: number): ReadonlySet<number> {
  const skipped = new Set(values.map((value) => value % count));
  return skipped.size < count ? skipped : new Set();
}

import { clamp } from "./jitter.ts";
import type { IntervalBounds } from "./jitter.ts";

const dayMs = 86_400_000;
/** How far back a source's posts count: long enough for a monthly writer to show, short enough to notice a new habit. */
const observedAtMostMs = 30 * dayMs;
/** What a source counts as before it is known: half a post in a day (Jeffreys' half, and one day of watching). */
const priorPosts = 0.5;
const priorMs = dayMs;
/** Interval of a source with one post a day. docs/scheduling.md shows what this value buys. */
const paceMs = 3 * 3_600_000;
/** An answer without validators is a whole body where a 304 would do; it is asked for half as often. */
const withoutValidators = 2;
/** Posts come in bursts: of the entries a document lists, only so many may pass between two polls on average. */
const windowShare = 0.5;

export type ArrivalHistory = {
  /**
   * When the source's latest entries arrived, in any order: first seen; for those of the first poll their own date,
   * left out where it is missing. A bounded number will do.
   */
  readonly arrivalsAt: readonly number[];
  readonly firstPollAt: number;
  /** Entries in the document as last read; 0: not known. */
  readonly listed: number;
};

/**
 * Posts per day, (k + a) / (T + b): k arrivals in the time T watched, a and b what is believed beforehand.
 * `updateEveryMs` (sy:updatePeriod) is a hint that only slows: WordPress claims "hourly" everywhere.
 */
export function postsPerDay(
  history: ArrivalHistory,
  at: { readonly now: number; readonly updateEveryMs: number | null },
): number {
  const since = Math.max(
    at.now - observedAtMostMs,
    earliest(history.arrivalsAt, history.firstPollAt),
  );
  const arrived = history.arrivalsAt.filter((time) => time > since && time <= at.now).length;
  const believedMs = Math.max(priorMs, priorPosts * (at.updateEveryMs ?? 0));
  const watchedMs = Math.max(0, at.now - since);
  return ((arrived + priorPosts) * dayMs) / (watchedMs + believedMs);
}

/**
 * Time between two polls that gives the least mean delay of a post for the requests spent: in proportion to 1/√rate
 * (Lagrange; notes in docs/scheduling.md), within the bounds, and short enough that no entry leaves the document unseen.
 */
export function rhythmMs(
  perDay: number,
  source: IntervalBounds & { readonly listed: number; readonly hasValidators: boolean },
): number {
  const cost = source.hasValidators ? 1 : withoutValidators;
  const bestMs = (cost * paceMs) / Math.sqrt(perDay);
  const windowMs = source.listed > 0 ? (windowShare * source.listed * dayMs) / perDay : Infinity;
  return clamp(Math.min(bestMs, windowMs), source.minIntervalMs, source.maxIntervalMs);
}

function earliest(arrivalsAt: readonly number[], firstPollAt: number): number {
  return arrivalsAt.reduce((least, time) => Math.min(least, time), firstPollAt);
}

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
/** Posts come in bursts and by day: on average only so many of the listed entries may be replaced between two polls. */
const windowShare = 1 / 4;

/** So many of a source's latest arrivals tell its rate well enough. */
export const arrivalsKept = 100;

export type ArrivalHistory = {
  /**
   * When the source's latest entries arrived, in any order, at most the `arrivalsKept` latest: first seen; for those of
   * the first poll their own date, left out where it is missing.
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
  const since = Math.max(at.now - observedAtMostMs, completeSince(history));
  const arrived = history.arrivalsAt.filter((time) => time > since && time <= at.now).length;
  const hintedMs = Math.max(priorMs, priorPosts * (at.updateEveryMs ?? 0));
  // A full list may cover a few hours only: what is known outweighs any belief, a day of it would hide a busy source.
  const believedMs = isCut(history) ? 0 : hintedMs;
  return ((arrived + priorPosts) * dayMs) / (Math.max(0, at.now - since) + believedMs);
}

/**
 * Time between two polls that gives the least mean delay of a post for the requests spent: in proportion to 1/√rate
 * (Lagrange; see docs/scheduling.md). The caller keeps it within bounds.
 */
export function bestIntervalMs(perDay: number, hasValidators: boolean): number {
  return ((hasValidators ? 1 : withoutValidators) * paceMs) / Math.sqrt(perDay);
}

/** The longest time in which no entry leaves the document unseen; Infinity where its length is not known. */
export function windowMs(perDay: number, listed: number): number {
  return listed > 0 ? (windowShare * listed * dayMs) / perDay : Infinity;
}

/** From when on no arrival is missing. */
function completeSince(history: ArrivalHistory): number {
  const from = isCut(history) ? Infinity : history.firstPollAt;
  return history.arrivalsAt.reduce((least, time) => Math.min(least, time), from);
}

/** A list at its limit: before its oldest arrival nothing is known. */
function isCut({ arrivalsAt }: ArrivalHistory): boolean {
  return arrivalsAt.length >= arrivalsKept;
}

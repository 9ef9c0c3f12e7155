import { nextPoll } from "../../src/schedule/next-poll.ts";
import { arrivalsKept } from "../../src/schedule/rhythm.ts";
import type { SimulatedSource } from "./simulate.ts";

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const bounds = { minIntervalMs: dayMs / 24, maxIntervalMs: dayMs };

/** What a poll found out. */
export type Seen = {
  readonly now: number;
  readonly firstPollAt: number;
  /** When entries were first seen; for those of the first poll, when they were posted. */
  readonly arrivalsAt: readonly number[];
  /** When the entries in the document were posted, ascending. */
  readonly listedAt: readonly number[];
  readonly isNew: boolean;
  readonly jitter: number;
};

/** Gives, for a source, the function that says after each poll how long to wait. */
export type Policy = (source: SimulatedSource) => (seen: Seen) => number;

export function every(intervalMs: number): Policy {
  return () => () => intervalMs;
}

/** As Feedloom decides, by the very function it decides with. */
export function adaptive(): (seen: Seen) => number {
  return ({ now, firstPollAt, arrivalsAt, listedAt, isNew, jitter }) => {
    const { nextPollAt } = nextPoll({
      ...bounds,
      outcome: isNew ? "updated" : "unchanged",
      now,
      status: isNew ? 200 : 304,
      failures: 0,
      caching: null,
      hints: null,
      hasValidators: true,
      history: {
        arrivalsAt: arrivalsAt.slice(-arrivalsKept),
        firstPollAt,
        listed: listedAt.length,
      },
      schedule: null,
      timezone: "UTC",
      wasHostLimited: false,
      jitter,
    });
    return (nextPollAt ?? Infinity) - now;
  };
}

/**
 * Miniflux' rule: a week divided by the posts a week that the mean gap between last week's entries makes, a day where
 * there is no gap; decided anew only when the document changed. Its `factor` multiplies the posts.
 */
export function entryFrequency(minIntervalMs: number, factor = 1): Policy {
  return () => {
    let intervalMs = dayMs;
    return ({ now, listedAt, isNew }) => {
      if (!isNew) return intervalMs;
      const lately = listedAt.filter((at) => at > now - weekMs);
      const first = lately[0] ?? now;
      const gapMs = ((lately.at(-1) ?? now) - first) / Math.max(1, lately.length - 1);
      const weekly = gapMs > 0 ? Math.ceil(weekMs / gapMs) : 0;
      const wanted = weekly === 0 ? dayMs : weekMs / (weekly * factor);
      intervalMs = Math.min(dayMs, Math.max(minIntervalMs, wanted));
      return intervalMs;
    };
  };
}

/** Least mean delay for a number of requests: intervals in proportion to 1/√rate, kept within our bounds. */
export function optimum(sources: readonly SimulatedSource[], requestsPerDay: number): Policy {
  const intervalMs = (perDay: number, speed: number): number =>
    Math.min(
      bounds.maxIntervalMs,
      Math.max(bounds.minIntervalMs, dayMs / speed / Math.sqrt(perDay)),
    );
  const speed = valueFor(requestsPerDay, (tried) => {
    const each = sources.map(({ perDay }) => dayMs / intervalMs(perDay, tried));
    return each.reduce((sum, requests) => sum + requests, 0) / sources.length;
  });
  return ({ perDay }) =>
    () =>
      intervalMs(perDay, speed);
}

/** Where a growing function of a positive number reaches `wanted`, found by halving. */
export function valueFor(wanted: number, growing: (value: number) => number): number {
  let [low, high] = [0.001, 1000];
  for (let step = 0; step < 16; step++) {
    const middle = Math.sqrt(low * high);
    if (growing(middle) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

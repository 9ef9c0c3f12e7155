import { measuredFrom, randomFrom, simulatedUntil } from "./posts.ts";
import type { Policy } from "./policies.ts";

const dayMs = 86_400_000;
/** Entries a document lists: what is pushed out between two polls is missed. */
export const listed = 20;

export type SimulatedSource = {
  readonly perDay: number;
  readonly postsAt: readonly number[];
  /** When in its first day it is polled first, in [0, 1). */
  readonly phase: number;
};

export type Result = {
  /** Of one source. */
  readonly requestsPerDay: number;
  /** From a post's time to the poll that finds it, mean over posts. */
  readonly meanDelayMs: number;
  /** The same, mean over sources. */
  readonly meanSourceDelayMs: number;
  /** Share of the posts that left the document unseen. */
  readonly missedShare: number;
};

type Tally = { requests: number; found: number; delayMs: number; missed: number };

export function simulate(sources: readonly SimulatedSource[], policy: Policy): Result {
  const random = randomFrom(7);
  const tallies = sources.map((source) => pollSource(source, policy, random));
  const sum = (value: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + value(tally), 0);
  const posting = tallies.filter(({ found }) => found > 0);
  const delays = posting.map(({ delayMs, found }) => delayMs / found);
  return {
    requestsPerDay:
      sum(({ requests }) => requests) / sources.length / ((simulatedUntil - measuredFrom) / dayMs),
    meanDelayMs: sum(({ delayMs }) => delayMs) / sum(({ found }) => found),
    meanSourceDelayMs: delays.reduce((total, delay) => total + delay, 0) / posting.length,
    missedShare: sum(({ missed }) => missed) / sum(({ missed, found }) => missed + found),
  };
}

function pollSource(source: SimulatedSource, policy: Policy, random: () => number): Tally {
  const tally = { requests: 0, found: 0, delayMs: 0, missed: 0 };
  const intervalOf = policy(source);
  const firstPollAt = source.phase * dayMs;
  const arrivalsAt: number[] = [];
  let seen = 0;
  for (let now = firstPollAt; now < simulatedUntil;) {
    const known = seen;
    while ((source.postsAt[seen] ?? Infinity) <= now) seen += 1;
    const from = Math.max(known, seen - listed);
    for (let index = from; index < seen; index++) {
      const postedAt = source.postsAt[index] ?? now;
      arrivalsAt.push(now === firstPollAt ? postedAt : now);
      if (postedAt > measuredFrom) tally.delayMs += now - postedAt;
      if (postedAt > measuredFrom) tally.found += 1;
    }
    if (now > measuredFrom) tally.missed += from - known;
    if (now > measuredFrom) tally.requests += 1;
    const listedAt = source.postsAt.slice(Math.max(0, seen - listed), seen);
    now += intervalOf({
      now,
      firstPollAt,
      arrivalsAt,
      listedAt,
      isNew: seen > known,
      jitter: random(),
    });
  }
  return tally;
}

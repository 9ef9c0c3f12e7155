import { nextCronTime } from "./cron.ts";
import { askedRestMs, publisherFloorMs, refusalRestMs } from "./floors.ts";
import type { PublisherWishes } from "./floors.ts";
import { maxFloorMs } from "./freshness.ts";
import { jitteredMs } from "./jitter.ts";
import type { IntervalBounds } from "./jitter.ts";
import { bestIntervalMs, postsPerDay, windowMs } from "./rhythm.ts";
import type { ArrivalHistory } from "./rhythm.ts";
import { afterSkipped } from "./skip-times.ts";

/** How long a host rests that answers 429 and does not say for how long. */
const hostRestMs = 60_000;
/** Sources that share a floor (one host, one max-age) would all come back at its end. */
const floorSpread = { share: 0.05, atMostMs: 300_000 };
/**
 * A time of the source's own schedule that a floor misses by less is polled at the floor: "hourly" with a minInterval of
 * 1h would otherwise poll every second hour, because a poll takes a moment.
 */
const slotToleranceMs = 60_000;
const noSkips = { skipHours: [], skipDays: [] };

/** A poll that ended, and what is known of its source. Intervals count from the poll's end (`now`). */
export type PollEnd = PublisherWishes &
  IntervalBounds & {
    /** Failed polls in a row, this one included. */
    readonly failures: number;
    readonly hasValidators: boolean;
    /** null: no poll succeeded before this one. */
    readonly history: ArrivalHistory | null;
    /** The source's own cron expression; null: the adaptive rhythm. */
    readonly schedule: string | null;
    readonly timezone: string;
    /** Whether its host answered 429 lately: a 403 from such a host means the same. */
    readonly wasHostLimited: boolean;
    /** Random, in [0, 1). */
    readonly jitter: number;
  };

/** Instants are milliseconds since the epoch. */
export type NextPoll = {
  /** null: never again (gone). */
  readonly nextPollAt: number | null;
  /** All that the publisher wishes: nothing by itself before this, whatever the schedule says; null: no wish. */
  readonly notBeforeAt: number | null;
  /** Retry-After: nothing before this, not even by hand; null: not asked for. */
  readonly restUntil: number | null;
  /** No source of the answering host is polled before this; null: it need not rest. */
  readonly hostRestUntil: number | null;
};

/** When a source is polled next, and who has to rest until when. */
export function nextPoll(poll: PollEnd): NextPoll {
  const restMs = askedRestMs(poll);
  const floorMs = publisherFloorMs(poll);
  return {
    nextPollAt: poll.outcome === "gone" ? null : dueAt(poll),
    notBeforeAt: floorMs === 0 ? null : Math.ceil(poll.now + floorMs),
    restUntil: restMs === null ? null : poll.now + restMs,
    hostRestUntil: isRateLimited(poll) ? poll.now + (refusalRestMs(poll) ?? hostRestMs) : null,
  };
}

function isRateLimited({ status, wasHostLimited }: PollEnd): boolean {
  return status === 429 || (status === 403 && wasHostLimited);
}

function dueAt(poll: PollEnd): number {
  const at = ownTimeAt(poll) ?? adaptiveAt(poll);
  return afterSkipped(Math.ceil(at), poll.hints ?? noSkips, poll.jitter);
}

/** The next time of the source's own schedule; null where it has none (any more). */
function ownTimeAt(poll: PollEnd): number | null {
  if (poll.schedule === null) return null;
  const backOff = poll.outcome === "failed" ? backOffMs(poll) : 0;
  const floorAt = poll.now + Math.max(publisherFloorMs(poll), poll.minIntervalMs, backOff);
  const slotAt = nextCronTime(poll.schedule, poll.timezone, floorAt - slotToleranceMs);
  return slotAt === null ? null : Math.max(slotAt, floorAt);
}

function adaptiveAt(poll: PollEnd): number {
  const floorMs = publisherFloorMs(poll);
  const spreadMs = poll.jitter * Math.min(floorSpread.atMostMs, floorSpread.share * floorMs);
  const spreadFloorMs = Math.min(floorMs + spreadMs, maxFloorMs);
  const intervalMs = poll.outcome === "failed" ? backOffMs(poll) : ownRhythmMs(poll);
  return poll.now + Math.max(spreadFloorMs, intervalMs);
}

/** Doubles with every failure, whatever its kind, from minInterval up to maxInterval. */
function backOffMs(poll: PollEnd): number {
  const doublings = Math.min(Math.max(poll.failures - 1, 0), 40);
  return jitteredMs(poll.minIntervalMs * 2 ** doublings, poll, poll.jitter);
}

/** A source of which nothing is known yet is asked again soon: only then its rhythm shows. */
function ownRhythmMs(poll: PollEnd): number {
  const { now, minIntervalMs, hasValidators, history, hints, jitter } = poll;
  if (history === null) return jitteredMs(minIntervalMs, poll, jitter);
  const perDay = postsPerDay(history, { now, updateEveryMs: hints?.updateEveryMs ?? null });
  // As a bound, not as an interval: chance must not carry the poll past it.
  const maxIntervalMs = Math.min(poll.maxIntervalMs, windowMs(perDay, history.listed));
  return jitteredMs(
    bestIntervalMs(perDay, hasValidators),
    { minIntervalMs, maxIntervalMs },
    jitter,
  );
}

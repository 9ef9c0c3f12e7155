import type { CachingFields } from "../model/errors.ts";
import type { PollHints } from "../model/feed.ts";
import type { Outcome } from "../model/source.ts";
import { freshForMs, maxFloorMs, redirectRestMs, retryAfterMs } from "./freshness.ts";
import { clamp } from "./jitter.ts";

const minuteMs = 60_000;

/** What an answer and the document say about when to come again. */
export type PublisherWishes = {
  readonly outcome: Outcome;
  /** When the poll ended, milliseconds since the epoch. */
  readonly now: number;
  /** HTTP status; null: no answer came. */
  readonly status: number | null;
  /** Fields of the last answer; null: no answer came. */
  readonly caching: CachingFields | null;
  /** What the document as last read says; null: never read. */
  readonly hints: PollHints | null;
  readonly maxIntervalMs: number;
};

/** Milliseconds a publisher asks for with Retry-After, at the end of the way or on it; null: it does not. */
export function askedRestMs(answer: AnswerWishes): number | null {
  const { caching, now } = answer;
  const onTheWayMs = caching === null ? null : redirectRestMs(caching, now);
  const restMs = Math.max(onTheWayMs ?? 0, refusalRestMs(answer) ?? 0);
  return restMs === 0 ? null : restMs;
}

type AnswerWishes = Pick<PublisherWishes, "status" | "caching" | "now">;

/**
 * What the last answer asks for. 429, 503 and redirects may carry Retry-After (RFC 9110 10.2.3); on any other refusal it
 * can only mean the same. A 304 or a 200 has nothing to retry.
 */
export function refusalRestMs({ status, caching, now }: AnswerWishes): number | null {
  if (caching === null || status === null || status < 300 || status === 304) return null;
  return retryAfterMs(caching, now);
}

/** Milliseconds before which the publisher does not want to be asked, whatever the schedule says; 0: it does not mind. */
export function publisherFloorMs(wishes: PublisherWishes): number {
  return Math.max(askedRestMs(wishes) ?? 0, freshnessMs(wishes), ttlMs(wishes.hints));
}

/** An error page or a login page sent with a max-age of a year must not hide a feed for a week. */
function freshnessMs({ outcome, caching, now, maxIntervalMs }: PublisherWishes): number {
  const freshMs = caching === null ? 0 : (freshForMs(caching, now) ?? 0);
  return outcome === "failed" ? Math.min(freshMs, maxIntervalMs) : freshMs;
}

function ttlMs(hints: PollHints | null): number {
  const minutes = hints?.ttlMinutes ?? 0;
  return Number.isFinite(minutes) ? clamp(minutes * minuteMs, 0, maxFloorMs) : 0;
}

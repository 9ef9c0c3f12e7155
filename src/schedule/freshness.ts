import type { CachingFields } from "../model/errors.ts";
import { deltaSeconds, readCacheControl } from "./cache-control.ts";
import { httpDateAt } from "./http-date.ts";

/**
 * The longest a publisher can keep us away. Sites send a max-age or ttl of years by mistake; a week is long enough for
 * everyone who means it.
 */
export const maxFloorMs = 7 * 86_400_000;

/**
 * Milliseconds for which the answer is still fresh, so that asking again is rude (RFC 9111 4.2); null: stale already.
 * At most `maxFloorMs`.
 */
export function freshForMs(caching: CachingFields, now: number): number | null {
  const control = readCacheControl(caching.cacheControl ?? "");
  if (control.mayNotReuse) return null;
  const lifetimeMs =
    control.maxAgeSeconds === null ? expiresInMs(caching, now) : control.maxAgeSeconds * 1000;
  const ageMs = (deltaSeconds(caching.age ?? "") ?? 0) * 1000;
  return clampFloor(lifetimeMs - ageMs);
}

/**
 * Milliseconds the publisher asks us to stay away (Retry-After, RFC 9110 10.2.3, seconds or date); null: none stated,
 * past or unreadable. At most `maxFloorMs`.
 */
export function retryAfterMs(caching: CachingFields, now: number): number | null {
  return restMs(caching.retryAfter, caching, now);
}

/** The same, of a redirect on the way. */
export function redirectRestMs(caching: CachingFields, now: number): number | null {
  return restMs(caching.redirectRetryAfter, caching, now);
}

function restMs(stated: string | null, caching: CachingFields, now: number): number | null {
  const field = stated ?? "";
  const seconds = deltaSeconds(field);
  if (seconds !== null) return clampFloor(seconds * 1000);
  const until = httpDateAt(field);
  return until === null ? null : clampFloor(until - publisherNow(caching, now));
}

/** An unreadable Expires ("0", "-1") means: stale (RFC 9111 5.3). */
function expiresInMs(caching: CachingFields, now: number): number {
  const expiresAt = httpDateAt(caching.expires);
  return expiresAt === null ? 0 : expiresAt - publisherNow(caching, now);
}

/** A publisher's dates are meant by its own clock, which the Date field tells; ours may differ by hours. */
function publisherNow(caching: CachingFields, now: number): number {
  return httpDateAt(caching.date) ?? now;
}

function clampFloor(ms: number): number | null {
  return ms > 0 ? Math.min(ms, maxFloorMs) : null;
}

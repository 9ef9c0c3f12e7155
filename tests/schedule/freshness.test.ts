import { describe, expect, test } from "vitest";
import type { CachingFields } from "../../src/model/errors.ts";
import { freshForMs, maxFloorMs, retryAfterMs } from "../../src/schedule/freshness.ts";

const now = Date.UTC(2026, 1, 10, 12);
const nothing: CachingFields = {
  cacheControl: null,
  age: null,
  expires: null,
  date: null,
  retryAfter: null,
  redirectRetryAfter: null,
};
const httpDate = (at: number): string => new Date(at).toUTCString();
const inAnHour = httpDate(now + 3_600_000);

describe("an answer is fresh", () => {
  const rows: [string, Partial<CachingFields>, number | null][] = [
    ["for its max-age", { cacheControl: "public, max-age=3600" }, 3600],
    ["for a quoted max-age in capitals", { cacheControl: 'Max-Age="60"' }, 60],
    ["for max-age less Age", { cacheControl: "max-age=3600", age: "1800" }, 1800],
    ["not at all once Age has passed max-age", { cacheControl: "max-age=60", age: "61" }, null],
    ["as if Age were absent where it is unreadable", { cacheControl: "max-age=60", age: "x" }, 60],
    ["for max-age even with an Expires gone by", { cacheControl: "max-age=60", expires: "0" }, 60],
    ["not for s-maxage, which is for shared caches", { cacheControl: "s-maxage=60" }, null],
    ["no longer for being immutable", { cacheControl: "max-age=60, immutable" }, 60],
    ["not by immutable alone", { cacheControl: "immutable" }, null],
    ["not with no-store", { cacheControl: "no-store, max-age=60" }, null],
    ["not with no-cache", { cacheControl: "no-cache, max-age=60" }, null],
    ["with no-cache for one field", { cacheControl: 'no-cache="Set-Cookie", max-age=60' }, 60],
    ["not with a negative max-age", { cacheControl: "max-age=-1", expires: inAnHour }, null],
    ["not with max-age=abc", { cacheControl: "max-age=abc, max-age=-1,,;" }, null],
    ["not with two max-ages that differ", { cacheControl: "max-age=60, max-age=90" }, null],
    ["with the same max-age twice", { cacheControl: "max-age=60, max-age=60" }, 60],
    ["until Expires", { expires: inAnHour }, 3600],
    ["until Expires less Age", { expires: inAnHour, age: "600" }, 3000],
    [
      "until Expires by the publisher's own clock",
      { expires: inAnHour, date: httpDate(now + 1_800_000) },
      1800,
    ],
    ["not with an Expires of 0", { expires: "0" }, null],
    ["not with an Expires of -1", { expires: "-1" }, null],
    ["not with an Expires of words", { expires: "soon 5" }, null],
    ["not without any field", {}, null],
    ["not with hostile lengths", { cacheControl: "a,".repeat(100_000) }, null],
  ];
  test.each(rows)("%s", (_name, fields, seconds) => {
    const freshMs = freshForMs({ ...nothing, ...fields }, now);
    expect(freshMs).toBe(seconds === null ? null : seconds * 1000);
  });

  test.each(["31536000", "9".repeat(400)])(
    "for seven days at most, whatever it says: %s",
    (age) => {
      expect(freshForMs({ ...nothing, cacheControl: `max-age=${age}` }, now)).toBe(maxFloorMs);
    },
  );
});

describe("Retry-After", () => {
  const rows: [string, Partial<CachingFields>, number | null][] = [
    ["in seconds", { retryAfter: "1800" }, 1800],
    ["as a date", { retryAfter: inAnHour }, 3600],
    [
      "as a date by the publisher's clock",
      { retryAfter: inAnHour, date: httpDate(now - 60_000) },
      3660,
    ],
    ["in the form of RFC 850", { retryAfter: "Tuesday, 10-Feb-26 13:00:00 GMT" }, 3600],
    ["in the form of asctime, which means GMT", { retryAfter: "Tue Feb 10 13:00:00 2026" }, 3600],
    ["of zero asks for nothing", { retryAfter: "0" }, null],
    ["in the past asks for nothing", { retryAfter: httpDate(now - 1) }, null],
    ["of words asks for nothing", { retryAfter: "soon" }, null],
    ["below zero asks for nothing", { retryAfter: "-5" }, null],
    ["that is absent asks for nothing", {}, null],
    ["of ten years counts as seven days", { retryAfter: "315360000" }, 7 * 86_400],
  ];
  test.each(rows)("%s", (_name, fields, seconds) => {
    const restMs = retryAfterMs({ ...nothing, ...fields }, now);
    expect(restMs).toBe(seconds === null ? null : seconds * 1000);
  });
});

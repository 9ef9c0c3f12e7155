import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CachingFields } from "../../src/model/errors.ts";
import { freshForMs, maxFloorMs } from "../../src/schedule/freshness.ts";
import { nextPoll } from "../../src/schedule/next-poll.ts";
import type { PollEnd } from "../../src/schedule/next-poll.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A Tuesday, 12:20 GMT. */
const now = Date.UTC(2026, 1, 10, 12, 20);

const noFields: CachingFields = {
  cacheControl: null,
  age: null,
  expires: null,
  date: null,
  retryAfter: null,
  redirectRetryAfter: null,
};
const noHints = { ttlMinutes: null, skipHours: [], skipDays: [], updateEveryMs: null };

/** A busy source (10 posts a day, 100 listed), polled without trouble. */
const busy: PollEnd = {
  outcome: "updated",
  now,
  status: 200,
  failures: 0,
  caching: noFields,
  hints: noHints,
  hasValidators: true,
  history: {
    arrivalsAt: Array.from({ length: 199 }, (_, index) => now - index * 0.1 * dayMs),
    firstPollAt: now - 19 * dayMs,
    listed: 100,
  },
  schedule: null,
  timezone: "UTC",
  wasHostLimited: false,
  jitter: 0,
  minIntervalMs: hourMs,
  maxIntervalMs: dayMs,
};

function minutesUntilNext(changes: Partial<PollEnd>): number {
  const { nextPollAt } = nextPoll({ ...busy, ...changes });
  if (nextPollAt === null) throw new Error("expected a time");
  return (nextPollAt - now) / minuteMs;
}

function nextTime(changes: Partial<PollEnd>): string {
  return new Date(now + minutesUntilNext(changes) * minuteMs).toISOString().slice(0, 16);
}

describe("a source that answers", () => {
  test("is polled after minInterval when it is busy, at most a fifth later", () => {
    expect(minutesUntilNext({})).toBe(60);
    expect(minutesUntilNext({ jitter: 0.999 })).toBeCloseTo(72, 0);
  });

  test("is polled without any delay by chance when its entries could leave the document unseen", () => {
    const history = {
      ...busy.history,
      arrivalsAt: busy.history?.arrivalsAt ?? [],
      firstPollAt: now,
    };
    expect(minutesUntilNext({ history: { ...history, listed: 1 }, jitter: 0.999 })).toBeLessThan(
      75,
    );
    expect(minutesUntilNext({ history: { ...history, listed: 0.5 }, jitter: 0.999 })).toBe(60);
  });

  test("is polled again soon after its first poll, whatever it costs", () => {
    expect(minutesUntilNext({ history: null, hasValidators: false })).toBe(60);
  });

  test("is polled about every maxInterval when it is silent, never later", () => {
    const history = { arrivalsAt: [], firstPollAt: now - 60 * dayMs, listed: 10 };
    expect(minutesUntilNext({ history, jitter: 0 })).toBeGreaterThan(18 * 60);
    expect(minutesUntilNext({ history, jitter: 0.999 })).toBeLessThanOrEqual(24 * 60);
  });

  test("is not polled before max-age has run out, also after a 304", () => {
    const caching = { ...noFields, cacheControl: "max-age=7200" };
    expect(minutesUntilNext({ caching })).toBe(120);
    expect(minutesUntilNext({ caching, status: 304, outcome: "unchanged" })).toBe(120);
  });

  test("is not polled together with all others that had the same max-age", () => {
    const caching = { ...noFields, cacheControl: "max-age=7200" };
    expect(minutesUntilNext({ caching, jitter: 0.5 })).toBeGreaterThan(122);
  });

  test.each([
    [120, 120],
    [525_600, 7 * 24 * 60],
    [-5, 60],
    [Number.NaN, 60],
  ])("with a ttl of %s minutes is not polled before %s minutes", (ttlMinutes, expected) => {
    expect(minutesUntilNext({ hints: { ...noHints, ttlMinutes } })).toBe(expected);
  });

  test("is polled in the first minutes of the next hour that is not skipped", () => {
    const skipHours = [12, 13, 14, 15];
    expect(nextTime({ hints: { ...noHints, skipHours } })).toBe("2026-02-10T16:00");
    expect(nextTime({ hints: { ...noHints, skipHours }, jitter: 0.9 })).toBe("2026-02-10T16:04");
  });

  test("is polled on the next day that is not skipped", () => {
    expect(nextTime({ hints: { ...noHints, skipDays: [2, 3] } })).toBe("2026-02-12T00:00");
  });

  test("may skip hours and days at once", () => {
    const hints = { ...noHints, skipDays: [2], skipHours: [0, 1, 2] };
    expect(nextTime({ hints })).toBe("2026-02-11T03:00");
  });

  test("cannot skip every hour or every day: that is ignored", () => {
    const skipHours = Array.from({ length: 24 }, (_, hour) => hour + 1);
    const skipDays = [0, 1, 2, 3, 4, 5, 6];
    expect(minutesUntilNext({ hints: { ...noHints, skipHours, skipDays } })).toBe(60);
  });

  test("is slowed, not quickened, by sy:updatePeriod as long as little is known of it", () => {
    const fresh = { arrivalsAt: [], firstPollAt: now, listed: 20 };
    const unhinted = minutesUntilNext({ history: fresh });
    const hinted = (updateEveryMs: number) =>
      minutesUntilNext({ history: fresh, hints: { ...noHints, updateEveryMs } });
    expect(hinted(hourMs)).toBe(unhinted);
    expect(hinted(7 * dayMs)).toBeGreaterThan(unhinted * 1.5);
  });
});

describe("a source that fails", () => {
  const failed = (failures: number, changes: Partial<PollEnd> = {}): number =>
    minutesUntilNext({ outcome: "failed", status: 500, failures, jitter: 0.5, ...changes });

  test("is left alone twice as long with every failure, up to maxInterval", () => {
    const hours = [1, 2, 3, 4, 5, 6, 7, 1000].map((failures) => failed(failures) / 60);
    expect(hours.map((value) => Number(value.toFixed(2)))).toEqual([
      1.1, 2, 4, 8, 16, 21.6, 21.6, 21.6,
    ]);
  });

  test("is left alone for Retry-After where that is longer, whoever asks", () => {
    const caching = { ...noFields, retryAfter: "36000" };
    for (const status of [429, 503, 302]) {
      const next = nextPoll({ ...busy, outcome: "failed", failures: 1, status, caching });
      expect(next).toMatchObject({ nextPollAt: now + 10 * hourMs, restUntil: now + 10 * hourMs });
    }
  });

  test.each([200, 304, 404, null])(
    "is left alone for the Retry-After of a redirect on the way, whatever ended it: %j",
    (status) => {
      const caching = { ...noFields, redirectRetryAfter: "36000" };
      expect(minutesUntilNext({ status, caching })).toBeGreaterThanOrEqual(600);
      const { restUntil } = nextPoll({ ...busy, status, caching });
      expect(restUntil).toBe(now + 600 * minuteMs);
    },
  );

  test("is held back by no floor for more than seven days", () => {
    const caching = { ...noFields, cacheControl: "max-age=99999999" };
    expect(minutesUntilNext({ caching, jitter: 0.9 })).toBe(maxFloorMs / minuteMs);
  });

  test("backs off by itself where Retry-After cannot be read", () => {
    const caching = { ...noFields, retryAfter: "soon" };
    expect(failed(2, { status: 503, caching })).toBe(120);
  });

  test("is not hidden for a week by an error page with a max-age of a year", () => {
    const caching = { ...noFields, cacheControl: "max-age=31536000" };
    expect(failed(1, { caching, jitter: 0 })).toBe(24 * 60);
  });

  test("is never polled again when it is gone", () => {
    expect(nextPoll({ ...busy, outcome: "gone", status: 410 }).nextPollAt).toBeNull();
  });
});

describe("a host", () => {
  const hostRestMs = (changes: Partial<PollEnd>): number | null => {
    const { hostRestUntil } = nextPoll({ ...busy, outcome: "failed", failures: 1, ...changes });
    return hostRestUntil === null ? null : hostRestUntil - now;
  };

  test("rests for its Retry-After when it answers 429, for a minute without one", () => {
    const caching = { ...noFields, retryAfter: "1800" };
    expect(hostRestMs({ status: 429, caching })).toBe(1_800_000);
    expect(hostRestMs({ status: 429 })).toBe(minuteMs);
  });

  test("rests when it answers 403 only if it said 429 lately", () => {
    expect(hostRestMs({ status: 403, wasHostLimited: true })).toBe(minuteMs);
    expect(hostRestMs({ status: 403 })).toBeNull();
  });

  test("does not rest for a 503, which concerns one source", () => {
    expect(hostRestMs({ status: 503, caching: { ...noFields, retryAfter: "60" } })).toBeNull();
  });
});

describe("a source with a schedule of its own", () => {
  test("is polled at the next of its times, not by its rhythm", () => {
    expect(nextTime({ schedule: "0 18 * * *" })).toBe("2026-02-10T18:00");
    expect(nextTime({ schedule: "0 18 * * *", timezone: "Asia/Tokyo" })).toBe("2026-02-11T09:00");
  });

  test("is polled at the first of its times after the floors", () => {
    expect(nextTime({ schedule: "*/10 * * * *" })).toBe("2026-02-10T13:20");
    const caching = { ...noFields, cacheControl: "max-age=86400" };
    expect(nextTime({ schedule: "0 18 * * *", caching })).toBe("2026-02-11T18:00");
  });

  test("keeps an hourly time that minInterval misses by seconds", () => {
    const ended = Date.UTC(2026, 1, 10, 12, 0, 17);
    const { nextPollAt } = nextPoll({ ...busy, now: ended, schedule: "0 * * * *" });
    expect(nextPollAt).toBe(ended + hourMs);
  });

  test("backs off like any other when it fails", () => {
    const failing = { outcome: "failed", failures: 4, jitter: 0.5 } as const;
    expect(nextTime({ ...failing, schedule: "*/30 * * * *" })).toBe("2026-02-10T20:30");
  });
});

describe("whatever happens", () => {
  const field = fc.option(
    fc.oneof(
      fc.nat(10_000_000).map((seconds) => `max-age=${seconds}`),
      fc.nat(10_000_000).map(String),
      fc.constantFrom("no-store", "soon", "0", "Wed, 11 Feb 2026 12:00:00 GMT"),
      fc.string(),
    ),
  );
  const caching = fc.record({
    cacheControl: field,
    age: field,
    expires: field,
    date: fc.constant(null),
    retryAfter: field,
    redirectRetryAfter: field,
  });
  const hints = fc.record({
    ttlMinutes: fc.option(fc.oneof(fc.integer(), fc.double())),
    skipHours: fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 23 }),
    skipDays: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 6 }),
    updateEveryMs: fc.option(fc.nat()),
  });
  const history = fc.record({
    arrivalsAt: fc.array(fc.integer({ min: now - 100 * dayMs, max: now + dayMs })),
    firstPollAt: fc.integer({ min: now - 100 * dayMs, max: now }),
    listed: fc.nat(1000),
  });
  const poll: fc.Arbitrary<PollEnd> = fc.record({
    outcome: fc.constantFrom("updated", "unchanged", "failed"),
    now: fc.constant(now),
    status: fc.constantFrom(null, 200, 301, 304, 403, 404, 429, 500, 503),
    failures: fc.nat(2000),
    caching: fc.option(caching),
    hints: fc.option(hints),
    hasValidators: fc.boolean(),
    history: fc.option(history),
    schedule: fc.constantFrom(null, "*/7 * * * *", "0 6 * * mon", "30 2 * * *"),
    timezone: fc.constantFrom("UTC", "America/New_York"),
    wasHostLimited: fc.boolean(),
    jitter: fc.double({ min: 0, max: 0.999999, noNaN: true }),
    minIntervalMs: fc.integer({ min: 1000, max: 2 * dayMs }),
    maxIntervalMs: fc.integer({ min: 1000, max: 2 * dayMs }),
  });

  test("no floor is undercut and the next poll is a finite time within reach", () => {
    fc.assert(
      fc.property(poll, (end) => {
        const { nextPollAt, restUntil } = nextPoll(end);
        if (nextPollAt === null) throw new Error("only a gone source has no next poll");
        expect(Number.isSafeInteger(nextPollAt)).toBe(true);
        expect(nextPollAt).toBeGreaterThanOrEqual(now + end.minIntervalMs);
        expect(nextPollAt).toBeGreaterThanOrEqual(restUntil ?? 0);
        const freshMs = end.caching === null ? 0 : (freshForMs(end.caching, now) ?? 0);
        const keptMs = end.outcome === "failed" ? Math.min(freshMs, end.maxIntervalMs) : freshMs;
        expect(nextPollAt).toBeGreaterThanOrEqual(now + keptMs);
        // Seven days of floor, up to seven more to an own weekly time, up to a week of skipped days.
        expect(nextPollAt).toBeLessThan(now + 3 * maxFloorMs + hourMs);
      }),
      { numRuns: 2000 },
    );
  });

  test("no poll falls into a skipped hour or day that leaves any room", () => {
    fc.assert(
      fc.property(poll, (end) => {
        const { nextPollAt } = nextPoll(end);
        const next = new Date(nextPollAt ?? Number.NaN);
        const skippedHours = new Set(end.hints?.skipHours.map((hour) => hour % 24));
        expect(skippedHours.has(next.getUTCHours())).toBe(false);
        expect(end.hints?.skipDays ?? []).not.toContain(next.getUTCDay());
      }),
      { numRuns: 2000 },
    );
  });
});

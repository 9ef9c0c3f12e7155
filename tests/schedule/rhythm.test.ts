import { describe, expect, test } from "vitest";
import { postsPerDay, rhythmMs } from "../../src/schedule/rhythm.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = Date.UTC(2026, 1, 10);
const bounds = { minIntervalMs: hourMs, maxIntervalMs: dayMs };
const usual = { ...bounds, listed: 0, hasValidators: true };

function rate(arrivalDaysAgo: readonly number[], watchedDays: number, updateEveryMs = 0): number {
  const arrivalsAt = arrivalDaysAgo.map((days) => now - days * dayMs);
  const firstPollAt = now - watchedDays * dayMs;
  return postsPerDay({ arrivalsAt, firstPollAt, listed: 0 }, { now, updateEveryMs });
}

describe("the estimated rate of a source", () => {
  test("is half a post a day before anything is known", () => {
    expect(rate([], 0)).toBe(0.5);
  });

  test("nears what was seen the longer it was watched", () => {
    const daily = Array.from({ length: 30 }, (_, day) => day + 0.5);
    expect(rate(daily, 30)).toBeCloseTo(1, 1);
    expect(rate([], 30)).toBeLessThan(0.02);
  });

  test("uses the dates of entries listed at the first poll", () => {
    expect(rate([0.1, 0.2, 0.3, 0.4, 0.5], 0)).toBeGreaterThan(2.5);
  });

  test("forgets what arrived more than a month ago", () => {
    expect(rate([31, 40, 50], 60)).toBe(rate([], 60));
  });

  test("does not count arrivals of the future", () => {
    expect(rate([-1, -2], 30)).toBe(rate([], 30));
  });
});

describe("the interval between two polls", () => {
  test("is three hours for a post a day and grows with the square root as posts get rarer", () => {
    expect(rhythmMs(1, usual)).toBe(3 * hourMs);
    expect(rhythmMs(1 / 4, usual)).toBe(6 * hourMs);
  });

  test("stays between minInterval and maxInterval", () => {
    expect(rhythmMs(1000, usual)).toBe(hourMs);
    expect(rhythmMs(0.001, usual)).toBe(dayMs);
  });

  test("is so short that at most half of the listed entries are replaced meanwhile", () => {
    const crowded = { ...usual, hasValidators: false };
    expect(rhythmMs(8, { ...crowded, listed: 1 })).toBe(1.5 * hourMs);
    expect(rhythmMs(8, { ...crowded, listed: 100 })).toBeGreaterThan(2 * hourMs);
  });

  test("is twice as long where every answer is a whole body for want of validators", () => {
    expect(rhythmMs(1, { ...usual, hasValidators: false })).toBe(6 * hourMs);
  });
});

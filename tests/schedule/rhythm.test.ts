import { describe, expect, test } from "vitest";
import { arrivalsKept, bestIntervalMs, postsPerDay, windowMs } from "../../src/schedule/rhythm.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = Date.UTC(2026, 1, 10);
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

  test("is that of the latest arrivals where older ones were left out", () => {
    const latest = Array.from({ length: arrivalsKept }, (_, index) => index / arrivalsKept);
    expect(rate(latest, 30)).toBeCloseTo(arrivalsKept, -1);
    expect(rate(latest.slice(1), 30)).toBeLessThan(arrivalsKept / 25);
  });

  test("falls again after a site was moved and listed everything at once", () => {
    const moved = (daysAgo: number) => rate(Array<number>(arrivalsKept).fill(daysAgo), 60);
    expect(moved(0)).toBe(Infinity);
    expect(moved(2)).toBe(0.25);
  });

  test("does not count arrivals of the future", () => {
    expect(rate([-1, -2], 30)).toBe(rate([], 30));
  });
});

describe("the best interval between two polls", () => {
  test("is three hours for a post a day and grows with the square root as posts get rarer", () => {
    expect(bestIntervalMs(1, true)).toBe(3 * hourMs);
    expect(bestIntervalMs(1 / 4, true)).toBe(6 * hourMs);
  });

  test("is twice as long where every answer is a whole body for want of validators", () => {
    expect(bestIntervalMs(1, false)).toBe(6 * hourMs);
  });
});

describe("the window of a document", () => {
  test("is the time in which a quarter of its entries are replaced, since posts come in bursts", () => {
    expect(windowMs(6, 1)).toBe(hourMs);
    expect(windowMs(10, 40)).toBe(dayMs);
  });

  test("is no bound where the length of the document is not known", () => {
    expect(windowMs(10, 0)).toBe(Infinity);
  });
});

import { describe, expect, test } from "vitest";
import { phase, spread, startUpWindowMs, tickWindowMs } from "../../src/schedule/spread.ts";

const now = Date.UTC(2026, 1, 10);
const ids = Array.from({ length: 2000 }, (_, index) => index.toString(16).padStart(12, "0"));

describe("the spread of starts", () => {
  test("gives overdue sources places all over the window, earliest first", () => {
    const overdue = ids.map((id) => ({ id, nextPollAt: now - 1 }));
    const starts = spread(overdue, { now, windowMs: 10_000 }).map(({ startAt }) => startAt - now);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(starts.every((start) => start >= 0 && start < 10_000)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth++) {
      const inTenth = starts.filter((start) => Math.floor(start / 1000) === tenth).length;
      expect(inTenth).toBeGreaterThan(120);
      expect(inTenth).toBeLessThan(280);
    }
  });

  test("begins with sources never polled at once", () => {
    const [first, second] = spread(
      [
        { id: "old", nextPollAt: now - 1 },
        { id: "new", nextPollAt: null },
      ],
      { now, windowMs: 60_000 },
    );
    expect(first).toEqual({ source: { id: "new", nextPollAt: null }, startAt: now });
    expect(second?.startAt).toBeGreaterThan(now);
  });

  test("polls nothing before it is due", () => {
    const [only] = spread([{ id: "a", nextPollAt: now + 5000 }], { now, windowMs: 1000 });
    expect(only?.startAt).toBe(now + 5000);
  });

  test("gives a source the same place every time", () => {
    expect(phase("0123456789ab")).toBe(phase("0123456789ab"));
    expect(phase("0123456789ab")).not.toBe(phase("0123456789ac"));
  });

  test("is over within a second for a few sources and within two minutes for any number", () => {
    expect(startUpWindowMs(5)).toBeLessThan(1000);
    expect(startUpWindowMs(1_000_000)).toBe(120_000);
  });

  test("of a tick is over before the next tick", () => {
    expect(tickWindowMs(600_000)).toBe(30_000);
    expect(tickWindowMs(2000)).toBe(1000);
    expect(tickWindowMs(Infinity)).toBe(30_000);
  });
});

import { expect, test } from "vitest";
import { sortAt } from "../../src/store/sort-at.ts";
import { day, noon } from "./samples.ts";

const cases = [
  { rule: "a first poll takes the entry's date", datedAt: noon - 400 * day, first: true, at: -400 },
  { rule: "a later poll puts late news on top", datedAt: noon - 30 * day, first: false, at: 0 },
  {
    rule: "a later poll leaves what is over 30 days old at its date",
    datedAt: noon - 31 * day,
    first: false,
    at: -31,
  },
  { rule: "a missing date is first seen, at a first poll", datedAt: null, first: true, at: 0 },
  { rule: "a missing date is first seen, at a later poll", datedAt: null, first: false, at: 0 },
  { rule: "the epoch is no date", datedAt: 0, first: true, at: 0 },
  {
    rule: "the year 1 is no date",
    datedAt: Date.UTC(0, 0, 1) - 1900 * 365 * day,
    first: true,
    at: 0,
  },
  { rule: "a future date is clamped, at a first poll", datedAt: noon + day, first: true, at: 0 },
  { rule: "a future date is clamped, at a later poll", datedAt: noon + day, first: false, at: 0 },
];

test.each(cases)("$rule", ({ datedAt, first, at }) => {
  const place = sortAt({ datedAt, now: noon, isFirstPoll: first, futureDates: "clamp" });
  expect((place - noon) / day).toBe(at);
});

test("a source may keep its future dates, or wait for them", () => {
  const facts = { datedAt: noon + day, now: noon, isFirstPoll: false };
  expect(sortAt({ ...facts, futureDates: "keep" })).toBe(noon + day);
  expect(sortAt({ ...facts, futureDates: "skip" })).toBe(noon + day);
});

import { array, assert, constantFrom, integer, oneof, property, tuple } from "fast-check";
import { validate } from "node-cron";
import { describe, expect, test } from "vitest";

import { readCron } from "../../src/config/cron-syntax.ts";

const GOOD = [
  "*/10 * * * *",
  "0 */5 * * * *",
  "0 7 * * mon-fri",
  "0 0 1,15 * *",
  "0 0 L * *",
  "0 0 L-3 * *",
  "0 0 15W * *",
  "0 0 * * 5L",
  "0 0 * * 1#2",
  "0 0 ? * 7",
  "0-30/5 8-18 * jan-jun,DECEMBER 0",
  "22-2 * * * *",
  "@hourly",
  "@Daily",
  "0 0 31 1,2 *",
];

const BAD = [
  "",
  "*/10 * * *",
  "* * * * * * *",
  "61 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "* * * 13 *",
  "* * * * 8",
  "5/15 * * * *",
  "*/0 * * * *",
  "a * * * *",
  "* * * * mond",
  "0 0 31 2 *",
  "0 0 30 feb *",
  "1,,2 * * * *",
  "@reboot",
];

describe("readCron", () => {
  test.each(GOOD)("%j is accepted, as by node-cron", (expression) => {
    expect(readCron(expression).ok).toBe(true);
    expect(validate(expression)).toBe(true);
  });

  test.each(BAD)("%j is refused, as by node-cron", (expression) => {
    expect(readCron(expression).ok).toBe(false);
    expect(validate(expression)).toBe(false);
  });

  test("names the field that is wrong", () => {
    const reading = readCron("0 25 * * *");
    expect(reading.ok ? "" : reading.message).toContain("the hour");
  });

  test("accepts nothing that node-cron refuses", () => {
    const number = integer({ min: 0, max: 70 }).map(String);
    const token = oneof(
      number,
      constantFrom(
        "*",
        "?",
        "L",
        "LW",
        "5W",
        "L-2",
        "5L",
        "2#3",
        "mon",
        "jan",
        "sunday",
        "mon-fri",
      ),
      tuple(number, number).map(([a, b]) => `${a}-${b}`),
      tuple(number, number, number).map(([a, b, step]) => `${a}-${b}/${step}`),
      number.map((step) => `*/${step}`),
    );
    const field = array(token, { minLength: 1, maxLength: 2 }).map((tokens) => tokens.join(","));
    const expression = array(field, { minLength: 5, maxLength: 6 }).map((fields) =>
      fields.join(" "),
    );
    assert(
      property(expression, (text) => {
        expect(!readCron(text).ok || validate(text)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

import { describe, expect, test } from "vitest";
import { cronProblem, nextCronTime } from "../../src/schedule/cron.ts";

function next(expression: string, after: string, timezone = "UTC"): string | null {
  const at = nextCronTime(expression, timezone, Date.parse(after));
  return at === null ? null : new Date(at).toISOString().replace(".000", "");
}

describe("the next time of a cron expression", () => {
  const rows: [string, string, string][] = [
    ["*/10 * * * *", "2026-02-10T12:03:00Z", "2026-02-10T12:10:00Z"],
    ["*/10 * * * *", "2026-02-10T12:10:00Z", "2026-02-10T12:20:00Z"],
    ["*/10 * * * *", "2026-02-10T12:09:59.999Z", "2026-02-10T12:10:00Z"],
    ["*/15 * * * * *", "2026-02-10T12:00:46Z", "2026-02-10T12:01:00Z"],
    ["0 6 * * *", "2026-12-31T07:00:00Z", "2027-01-01T06:00:00Z"],
    ["5,35 8-10/2 * * *", "2026-02-10T08:35:00Z", "2026-02-10T10:05:00Z"],
    ["0 22-2 * * *", "2026-02-10T00:30:00Z", "2026-02-10T01:00:00Z"],
    ["0 0 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z"],
    ["0 9 * jan,MAR mon-fri", "2026-01-30T10:00:00Z", "2026-03-02T09:00:00Z"],
    ["0 9 * * 7", "2026-02-10T00:00:00Z", "2026-02-15T09:00:00Z"],
    ["0 9 13 * 5", "2026-01-01T00:00:00Z", "2026-02-13T09:00:00Z"],
    ["0 9 L * *", "2026-02-10T00:00:00Z", "2026-02-28T09:00:00Z"],
    ["0 9 L-2 * *", "2026-02-10T00:00:00Z", "2026-02-26T09:00:00Z"],
    ["0 9 LW * *", "2026-02-10T00:00:00Z", "2026-02-27T09:00:00Z"],
    ["0 9 1W * *", "2026-07-31T10:00:00Z", "2026-08-03T09:00:00Z"],
    ["0 9 15W * *", "2026-02-10T00:00:00Z", "2026-02-16T09:00:00Z"],
    ["0 9 * * 5L", "2026-02-10T00:00:00Z", "2026-02-27T09:00:00Z"],
    ["0 9 * * 2#2", "2026-02-10T10:00:00Z", "2026-03-10T09:00:00Z"],
    ["@daily", "2026-02-10T12:00:00Z", "2026-02-11T00:00:00Z"],
  ];
  test.each(rows)("of %s after %s is %s", (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  test("is meant by the wall clock of the zone", () => {
    expect(next("0 6 * * *", "2026-02-10T00:00:00Z", "Asia/Kolkata")).toBe("2026-02-10T00:30:00Z");
    expect(next("0 6 * * *", "2026-07-10T00:00:00Z", "Europe/Berlin")).toBe("2026-07-10T04:00:00Z");
  });

  test("of an hour that the clocks leave out comes as much later as they were moved", () => {
    expect(next("30 2 * * *", "2026-03-07T12:00:00Z", "America/New_York")).toBe(
      "2026-03-08T07:30:00Z",
    );
    expect(next("30 2 * * *", "2026-03-08T12:00:00Z", "America/New_York")).toBe(
      "2026-03-09T06:30:00Z",
    );
  });

  test("of an hour that the clocks show twice comes once", () => {
    const first = next("30 1 * * *", "2026-11-01T00:00:00Z", "America/New_York");
    expect(first).toBe("2026-11-01T05:30:00Z");
    expect(next("30 1 * * *", first ?? "", "America/New_York")).toBe("2026-11-02T06:30:00Z");
  });

  test("is found on a change of half an hour", () => {
    expect(next("15 2 * * *", "2026-10-03T00:00:00Z", "Australia/Lord_Howe")).toBe(
      "2026-10-03T15:45:00Z",
    );
  });

  test("is null for a day that never comes", () => {
    expect(next("0 0 L-30 2 *", "2026-01-01T00:00:00Z")).toBeNull();
  });
});

describe("a cron expression", () => {
  test.each(["*/10 * * * *", "0 0 * * sun", "*/5 * * * * *"])("may be %s", (expression) => {
    expect(cronProblem(expression)).toBeNull();
  });

  test.each(["* * *", "61 * * * *", "0 0 31 4 *", "whenever"])("may not be %s", (expression) => {
    expect(cronProblem(expression)).toMatch(/\w/);
  });
});

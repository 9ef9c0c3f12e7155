import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { startTicks } from "../../src/schedule/cron.ts";
import type { ScheduleLog } from "../../src/schedule/log.ts";

function logTo(lines: string[]): ScheduleLog {
  const write =
    (level: string) =>
    (_fields: object, message: string): void =>
      void lines.push(`${level} ${message}`);
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

describe("ticks", () => {
  test("go on after one that failed, which is logged by our own logger", async () => {
    const lines: string[] = [];
    let count = 0;
    const onTick = async (): Promise<void> => {
      count += 1;
      if (count === 1) throw new Error("no store");
    };
    const ticks = startTicks({
      expression: "* * * * * *",
      timezone: "UTC",
      onTick,
      log: logTo(lines),
    });
    await expect.poll(() => count, { timeout: 5000 }).toBeGreaterThan(1);
    await ticks.stop();
    expect(lines.filter((line) => line.startsWith("error"))).toEqual([
      "error scheduled tick failed",
    ]);
  });

  test("do not overlap, and say so only to those who debug", async () => {
    const lines: string[] = [];
    let count = 0;
    const ended = Promise.withResolvers<void>();
    const onTick = (): Promise<void> => {
      count += 1;
      return ended.promise;
    };
    const ticks = startTicks({
      expression: "* * * * * *",
      timezone: "UTC",
      onTick,
      log: logTo(lines),
    });
    await expect.poll(() => lines, { timeout: 5000 }).toContain("debug cron tick skipped");
    expect(count).toBe(1);
    ended.resolve();
    await expect.poll(() => count, { timeout: 5000 }).toBe(2);
    await ticks.stop();
    await sleep(1200);
    expect(count).toBe(2);
  });
});

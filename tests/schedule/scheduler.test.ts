import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import type { ScheduleLog } from "../../src/schedule/log.ts";
import { createQueue } from "../../src/schedule/queue.ts";
import type { Queue } from "../../src/schedule/queue.ts";
import { Scheduler } from "../../src/schedule/scheduler.ts";
import type { DueSource, SchedulerOptions } from "../../src/schedule/scheduler.ts";

const everySecond = "* * * * * *";
const newYear = "0 0 1 1 *";
const roomy = { concurrency: 64, perHost: 2, perHostDelayMs: 0 };
const schedulers: Scheduler<DueSource>[] = [];

/** What a scheduler did with the sources it was given. */
class World {
  sources: DueSource[] = [];
  readonly asked: number[] = [];
  readonly polled: string[] = [];
  readonly postponed: { id: string; until: number }[] = [];
  readonly logged: string[] = [];
  readonly queue: Queue;
  pollMs = 0;

  constructor(queue: Queue = createQueue(roomy)) {
    this.queue = queue;
  }

  scheduler(changes: Partial<SchedulerOptions<DueSource>> = {}): Scheduler<DueSource> {
    const write = (_fields: object, message: string): void => void this.logged.push(message);
    const log: ScheduleLog = { debug: () => undefined, info: write, warn: write, error: write };
    const scheduler = new Scheduler<DueSource>({
      expression: newYear,
      timezone: "UTC",
      queue: this.queue,
      due: async (until) => {
        this.asked.push(until);
        return this.sources.filter(({ nextPollAt }) => (nextPollAt ?? 0) <= until);
      },
      poll: async ({ id }, _turn, signal) => {
        this.polled.push(id);
        await sleep(this.pollMs, undefined, { signal });
      },
      postpone: async ({ id }, until) => void this.postponed.push({ id, until }),
      now: Date.now,
      log,
      ...changes,
    });
    schedulers.push(scheduler);
    return scheduler;
  }
}

function unpolled(...ids: string[]): DueSource[] {
  return ids.map((id) => ({ id, host: `${id}:80`, nextPollAt: null }));
}

afterEach(async () => {
  await Promise.all(
    schedulers.splice(0).map((scheduler) => scheduler.stop({ graceMs: 0, limitMs: 1000 })),
  );
});

describe("the scheduler", () => {
  test("polls at start what was never polled", async () => {
    const world = new World();
    world.sources = unpolled("a", "b", "c");
    await world.scheduler().start();
    await expect.poll(() => world.polled.toSorted()).toEqual(["a", "b", "c"]);
  });

  test("spreads at start what became due while it was down", async () => {
    const world = new World();
    world.sources = unpolled("a", "b", "c", "d", "e").map((source) => ({
      ...source,
      nextPollAt: 1,
    }));
    await world.scheduler().start();
    expect(world.polled.length).toBeLessThan(5);
    await expect.poll(() => world.polled.length).toBe(5);
  });

  test("looks for due sources by cron", async () => {
    const world = new World();
    await world.scheduler({ expression: everySecond }).start();
    await expect.poll(() => world.asked.length, { timeout: 5000 }).toBeGreaterThan(2);
  });

  test("polls a source that falls due soon after a tick at its own time", async () => {
    const world = new World();
    const nextPollAt = Date.now() + 80;
    world.sources = [{ id: "a", host: "a:80", nextPollAt }];
    await world.scheduler().tick();
    expect(world.polled).toEqual([]);
    await expect.poll(() => world.polled).toEqual(["a"]);
    expect(Date.now()).toBeGreaterThanOrEqual(nextPollAt);
  });

  test("asks no further ahead than the next tick", async () => {
    const world = new World();
    const at = Date.UTC(2026, 0, 1, 0, 0, 5);
    await world.scheduler({ expression: "*/10 * * * * *", now: () => at }).tick();
    await world.scheduler({ expression: "0 6 * * *", now: () => at }).tick();
    expect(world.asked).toEqual([at + 5000, at + 60_000]);
  });

  test("goes on with a long cycle while the next tick adds what is new", async () => {
    const world = new World();
    world.pollMs = 60_000;
    world.sources = unpolled("a");
    const scheduler = world.scheduler();
    await scheduler.tick();
    world.sources = unpolled("a", "b");
    await scheduler.tick();
    await expect.poll(() => world.polled).toEqual(["a", "b"]);
    expect(scheduler.underway).toBe(2);
  });

  test("polls a source again that is due again", async () => {
    const world = new World();
    world.sources = unpolled("a");
    const scheduler = world.scheduler();
    await scheduler.tick();
    await expect.poll(() => scheduler.underway).toBe(0);
    await scheduler.tick();
    await expect.poll(() => world.polled).toEqual(["a", "a"]);
  });

  test("logs a bug in one poll and polls the others", async () => {
    const world = new World();
    world.sources = unpolled("a", "b");
    const poll = async ({ id }: DueSource): Promise<void> => {
      if (id === "a") throw new TypeError("a bug");
      world.polled.push(id);
    };
    await world.scheduler({ poll }).start();
    await expect.poll(() => world.polled).toEqual(["b"]);
    await expect.poll(() => world.logged).toEqual(["poll broke off"]);
  });

  test("logs it when the store cannot say what is due, and asks again at the next tick", async () => {
    const world = new World();
    let calls = 0;
    const due = async (): Promise<DueSource[]> => {
      calls += 1;
      if (calls < 3) throw new Error("disk full");
      return unpolled("a");
    };
    await world.scheduler({ due, expression: everySecond }).start();
    await expect.poll(() => world.polled, { timeout: 6000 }).toEqual(["a"]);
    expect(world.logged).toEqual(Array(2).fill("cannot look for due sources"));
  });

  test("postpones sources whose host asked for a long rest", async () => {
    const world = new World();
    const until = Date.now() + 3_600_000;
    world.queue.rest("a:80", until);
    world.sources = unpolled("a", "b");
    await world.scheduler().tick();
    await expect.poll(() => world.polled).toEqual(["b"]);
    expect(world.postponed).toEqual([{ id: "a", until }]);
  });
});

describe("stopping", () => {
  test("aborts running polls and names what was not polled to the end", async () => {
    const world = new World(createQueue({ concurrency: 1, perHost: 1, perHostDelayMs: 0 }));
    world.pollMs = 60_000;
    world.sources = unpolled("a", "b");
    const scheduler = world.scheduler();
    await scheduler.start();
    await expect.poll(() => world.polled.length).toBe(1);
    expect((await scheduler.stop({ graceMs: 0, limitMs: 5000 })).toSorted()).toEqual(["a", "b"]);
    expect(world.polled).toHaveLength(1);
  });

  test("lets a running poll end and begins no other", async () => {
    const world = new World(createQueue({ concurrency: 1, perHost: 1, perHostDelayMs: 0 }));
    world.pollMs = 200;
    world.sources = unpolled("a", "b");
    const scheduler = world.scheduler();
    await scheduler.start();
    await expect.poll(() => world.polled.length).toBe(1);
    expect(await scheduler.stop({ graceMs: 5000, limitMs: 0 })).toEqual(["b"]);
    expect(world.polled).toEqual(["a"]);
  });

  test("does not wait longer than its limit for a poll that ignores its signal", async () => {
    const world = new World();
    world.sources = unpolled("a");
    const hanging = Promise.withResolvers<void>();
    const scheduler = world.scheduler({ poll: () => hanging.promise });
    await scheduler.start();
    expect(await scheduler.stop({ graceMs: 20, limitMs: 20 })).toEqual(["a"]);
    hanging.resolve();
  });

  test("ends the ticks", async () => {
    const world = new World();
    const scheduler = world.scheduler({ expression: everySecond });
    await scheduler.start();
    await scheduler.stop({ graceMs: 0, limitMs: 1000 });
    const asked = world.asked.length;
    await sleep(1500);
    expect(world.asked).toHaveLength(asked);
  });
});

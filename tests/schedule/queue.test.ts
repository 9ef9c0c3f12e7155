import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { FetchError } from "../../src/model/errors.ts";
import { createQueue } from "../../src/schedule/queue.ts";
import type { Queue, RunOptions } from "../../src/schedule/queue.ts";

type Item = { readonly name: string; readonly host: string };

const roomy = { concurrency: 64, perHost: 2, perHostDelayMs: 0 };

function items(host: string, count: number): Item[] {
  return Array.from({ length: count }, (_, index) => ({ name: `${host}/${index}`, host }));
}

/** Runs items that take `takesMs` each, and keeps a record of who was in when. */
function recorder(takesMs: number) {
  const started: { name: string; at: number }[] = [];
  const resting: { name: string; until: number }[] = [];
  const active = new Map<string, number>();
  const peak = new Map<string, number>();
  const count = (key: string, change: number): void => {
    active.set(key, (active.get(key) ?? 0) + change);
    peak.set(key, Math.max(peak.get(key) ?? 0, active.get(key) ?? 0));
  };
  const options = (signal = new AbortController().signal): RunOptions<Item> => ({
    signal,
    worker: async ({ name, host }) => {
      started.push({ name, at: performance.now() });
      for (const key of [host, "all"]) count(key, 1);
      await sleep(takesMs);
      for (const key of [host, "all"]) count(key, -1);
    },
    onResting: async ({ name }, until) => void resting.push({ name, until }),
  });
  return { started, resting, peak, options };
}

async function startedWithin(queue: Queue, list: readonly Item[], ms: number): Promise<string[]> {
  const stop = new AbortController();
  const { started, options } = recorder(1);
  const run = queue.run(list, options(stop.signal));
  await sleep(ms);
  stop.abort();
  await run;
  return started.map(({ name }) => name);
}

describe("the queue", () => {
  test("begins with the first items before the last have come, and says what a worker threw at the end", async () => {
    const queue = createQueue(roomy);
    const { started, options } = recorder(1);
    const ends = Promise.withResolvers<void>();
    async function* inGoes(): AsyncGenerator<readonly Item[]> {
      yield items("a:80", 1);
      await ends.promise;
      yield items("b:80", 2);
    }
    const thrown = new Error("broken");
    const worker: RunOptions<Item>["worker"] = async (item, turn) => {
      await options().worker(item, turn);
      if (item.host === "a:80") throw thrown;
    };
    const run = queue.run(inGoes(), { ...options(), worker });
    await sleep(50);
    expect(started.map(({ name }) => name)).toEqual(["a:80/0"]);
    ends.resolve();
    await expect(run).rejects.toBe(thrown);
    expect(started.map(({ name }) => name)).toEqual(["a:80/0", "b:80/0", "b:80/1"]);
  });

  test("polls no more sources at once than allowed, overall and per host", async () => {
    const queue = createQueue({ concurrency: 5, perHost: 2, perHostDelayMs: 0 });
    const { started, peak, options } = recorder(5);
    await queue.run(
      ["a:80", "b:80", "c:80", "d:80"].flatMap((host) => items(host, 10)),
      options(),
    );
    expect(started).toHaveLength(40);
    expect(peak.get("all")).toBe(5);
    expect(Math.max(...["a:80", "b:80", "c:80", "d:80"].map((host) => peak.get(host) ?? 0))).toBe(
      2,
    );
  });

  test("shares its bounds among runs that overlap", async () => {
    const queue = createQueue({ concurrency: 3, perHost: 1, perHostDelayMs: 0 });
    const { peak, options } = recorder(5);
    await Promise.all([
      queue.run([...items("a:80", 5), ...items("b:80", 5)], options()),
      queue.run([...items("a:80", 5), ...items("c:80", 5), ...items("d:80", 5)], options()),
    ]);
    expect(peak.get("all")).toBe(3);
    expect(peak.get("a:80")).toBe(1);
  });

  test("ends a run with its last item, though others wait in all places", async () => {
    const queue = createQueue({ concurrency: 1, perHost: 1, perHostDelayMs: 0 });
    const ends = Promise.withResolvers<void>();
    const { options } = recorder(1);
    const own = queue.run(items("a:80", 1), options());
    const others = queue.run([...items("b:80", 1), ...items("c:80", 1)], {
      ...options(),
      worker: () => ends.promise,
    });
    await expect(Promise.race([own.then(() => "ended"), sleep(500, "waits")])).resolves.toBe(
      "ended",
    );
    ends.resolve();
    await others;
  });

  test("leaves the delay between two requests to one host", async () => {
    const queue = createQueue({ ...roomy, perHostDelayMs: 40 });
    const { started, options } = recorder(0);
    await queue.run(items("a:80", 4), options());
    const gaps = started.slice(1).map(({ at }, index) => at - (started[index]?.at ?? 0));
    // The wall clock counts whole milliseconds.
    expect(Math.min(...gaps)).toBeGreaterThan(38);
  });

  test("lets hosts take turns in the order in which they became ready, each keeping its own", async () => {
    const queue = createQueue({ concurrency: 1, perHost: 2, perHostDelayMs: 0 });
    const { started, options } = recorder(0);
    await queue.run([...items("a:80", 4), ...items("b:80", 2), ...items("c:80", 1)], options());
    expect(started.map(({ name }) => name)).toEqual([
      "a:80/0",
      "a:80/1",
      "b:80/0",
      "c:80/0",
      "a:80/2",
      "b:80/1",
      "a:80/3",
    ]);
  });

  test("does not put a host back because more of its sources come", async () => {
    const queue = createQueue({ concurrency: 1, perHost: 2, perHostDelayMs: 0 });
    const { started, options } = recorder(5);
    const runs = [
      queue.run([...items("a:80", 1), ...items("b:80", 1), ...items("c:80", 20)], options()),
    ];
    for (let more = 0; more < 10; more++) {
      runs.push(queue.run(items("b:80", 1), options()));
      await sleep(1);
    }
    await Promise.all(runs);
    expect(started.slice(0, 3).map(({ name }) => name)).toEqual(["a:80/0", "b:80/0", "c:80/0"]);
  });

  test("keeps no place for those that wait for a slow host", async () => {
    const queue = createQueue({ concurrency: 2, perHost: 2, perHostDelayMs: 60_000 });
    const list = [...items("slow:80", 50), ...items("b:80", 1), ...items("c:80", 1)];
    const started = await startedWithin(queue, list, 100);
    expect(started.toSorted()).toEqual(["b:80/0", "c:80/0", "slow:80/0"]);
  });

  test("begins nothing more once it is aborted, and ends when the running have ended", async () => {
    const queue = createQueue({ concurrency: 2, perHost: 2, perHostDelayMs: 0 });
    const stop = new AbortController();
    const { started, peak, options } = recorder(30);
    const run = queue.run([...items("a:80", 20), ...items("b:80", 20)], options(stop.signal));
    await sleep(5);
    stop.abort();
    await run;
    expect(started).toHaveLength(2);
    expect(peak.get("all")).toBe(2);
    await expect(queue.run(items("a:80", 1), options(stop.signal))).resolves.toBeUndefined();
    expect(started).toHaveLength(2);
  });

  test("polls the others when a worker throws, and passes on what it threw", async () => {
    const queue = createQueue({ concurrency: 1, perHost: 1, perHostDelayMs: 0 });
    const { started, options } = recorder(0);
    const { worker, ...rest } = options();
    const run = queue.run(items("a:80", 3), {
      ...rest,
      worker: async (item, turn) => {
        await worker(item, turn);
        if (item.name === "a:80/0") throw new TypeError("a bug");
      },
    });
    await expect(run).rejects.toThrow("a bug");
    expect(started).toHaveLength(3);
  });

  test("forgets hosts that are idle", async () => {
    const queue = createQueue({ ...roomy, perHostDelayMs: 30 });
    const { options } = recorder(0);
    const hosts = Array.from({ length: 500 }, (_, index) => `host-${index}:80`);
    await queue.run(
      hosts.flatMap((host) => items(host, 1)),
      options(),
    );
    await expect.poll(() => queue.hosts).toBe(0);
  });

  test("hands out ten thousand turns in a moment", async () => {
    const queue = createQueue({ ...roomy, perHostDelayMs: 0 });
    const list = Array.from({ length: 10_000 }, (_, index) => items(`host-${index % 2000}:80`, 1));
    const { started, peak, options } = recorder(0);
    await queue.run(list.flat(), options());
    expect(started).toHaveLength(10_000);
    expect(peak.get("all")).toBe(64);
  });
});

describe("a resting host", () => {
  test("for hours sends away those that wait for it and holds up nobody else", async () => {
    const queue = createQueue({ concurrency: 2, perHost: 1, perHostDelayMs: 0 });
    const until = Date.now() + 3_600_000;
    const { started, resting, options } = recorder(0);
    const { worker, ...rest } = options();
    await queue.run([...items("a:80", 3), ...items("b:80", 3)], {
      ...rest,
      worker: async (item, turn) => {
        await worker(item, turn);
        if (item.name === "a:80/0") queue.rest("a:80", until);
      },
    });
    expect(started.map(({ name }) => name).toSorted()).toEqual([
      "a:80/0",
      "b:80/0",
      "b:80/1",
      "b:80/2",
    ]);
    expect(resting).toEqual([
      { name: "a:80/1", until },
      { name: "a:80/2", until },
    ]);
  });

  test("for a moment is waited for", async () => {
    const queue = createQueue(roomy);
    queue.rest("a:80", Date.now() + 60);
    const { started, options } = recorder(0);
    const before = performance.now();
    await queue.run([...items("a:80", 1), ...items("b:80", 1)], options());
    expect(started.map(({ name }) => name)).toEqual(["b:80/0", "a:80/0"]);
    expect((started[1]?.at ?? 0) - before).toBeGreaterThan(50);
  });

  test("is not put to a shorter rest by a later answer", async () => {
    const queue = createQueue(roomy);
    const until = Date.now() + 3_600_000;
    queue.rest("a:80", until);
    queue.rest("a:80", Date.now());
    const { resting, options } = recorder(0);
    await queue.run(items("a:80", 1), options());
    expect(resting).toEqual([{ name: "a:80/0", until }]);
  });

  test("until a day that a wrong clock named keeps no timer busy", async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error): void => void warnings.push(name);
    process.on("warning", note);
    const restUntil = Date.now() + 60 * 86_400_000;
    createQueue(roomy).recall({ host: "a:80", restUntil, limitedAt: null });
    await sleep(20);
    process.off("warning", note);
    expect(warnings).toEqual([]);
  });

  test("is remembered as one that limits rates for a day", () => {
    let now = 0;
    const queue = createQueue(roomy, () => now);
    expect(queue.wasLimited("a:80")).toBe(false);
    queue.rest("a:80", now + 1000);
    now = 23 * 3_600_000;
    expect(queue.wasLimited("a:80")).toBe(true);
    now = 25 * 3_600_000;
    expect(queue.wasLimited("a:80")).toBe(false);
  });
});

describe("a redirect to another host", () => {
  const signal = new AbortController().signal;
  const onResting = async (): Promise<void> => undefined;

  test("waits for that host like anyone else, before those that have not begun", async () => {
    const queue = createQueue({ concurrency: 8, perHost: 1, perHostDelayMs: 0 });
    const order: string[] = [];
    const worker: RunOptions<Item>["worker"] = async ({ name, host }, turn) => {
      order.push(name);
      await sleep(host === "b:80" ? 30 : 5);
      if (host !== "a:80") return;
      await turn.waitForHost("b:80", signal);
      order.push(`${name} at b:80`);
    };
    await queue.run([...items("a:80", 1), ...items("b:80", 3)], { worker, onResting, signal });
    expect(order).toEqual(["a:80/0", "b:80/0", "a:80/0 at b:80", "b:80/1", "b:80/2"]);
  });

  test("waits behind the redirects that came before it", async () => {
    const queue = createQueue({ concurrency: 8, perHost: 1, perHostDelayMs: 0 });
    const order: string[] = [];
    const worker: RunOptions<Item>["worker"] = async ({ name, host }, turn) => {
      await sleep(host === "b:80" ? 60 : Number(name.slice(1, 2)) * 10);
      if (host === "b:80") return;
      await turn.waitForHost("b:80", signal);
      order.push(name);
    };
    const list = ["h1:80", "h2:80", "h3:80"].flatMap((host) => items(host, 1));
    await queue.run([...items("b:80", 1), ...list], { worker, onResting, signal });
    expect(order).toEqual(["h1:80/0", "h2:80/0", "h3:80/0"]);
  });

  test("of two polls crosswise ends well with one place per host", async () => {
    const queue = createQueue({ concurrency: 2, perHost: 1, perHostDelayMs: 0 });
    let ended = 0;
    const worker: RunOptions<Item>["worker"] = async ({ host }, turn) => {
      await sleep(5);
      await turn.waitForHost(host === "a:80" ? "b:80" : "a:80", signal);
      ended += 1;
    };
    await queue.run([...items("a:80", 5), ...items("b:80", 5)], { worker, onResting, signal });
    expect(ended).toBe(10);
  });

  test("fails the poll where that host rests for long", async () => {
    const queue = createQueue(roomy);
    queue.rest("b:80", Date.now() + 3_600_000);
    const errors: unknown[] = [];
    const worker: RunOptions<Item>["worker"] = async (_item, turn) => {
      await turn.waitForHost("b:80", signal).catch((error: unknown) => errors.push(error));
    };
    await queue.run(items("a:80", 2), { worker, onResting, signal });
    expect(errors).toHaveLength(2);
    expect(errors[0]).toBeInstanceOf(FetchError);
    expect(errors[0]).toMatchObject({ reason: "rate-limited", host: "b:80" });
  });

  test("stops waiting when its poll is aborted, and gives its place back", async () => {
    const queue = createQueue({ concurrency: 1, perHost: 1, perHostDelayMs: 0 });
    queue.rest("b:80", Date.now() + 60_000);
    const stop = new AbortController();
    const worker: RunOptions<Item>["worker"] = async ({ name }, turn) => {
      if (name !== "a:80/0") return;
      setTimeout(() => stop.abort(new Error("too late")), 10);
      await turn.waitForHost("b:80", stop.signal);
    };
    const run = queue.run(items("a:80", 2), { worker, onResting, signal });
    await expect(run).rejects.toThrow("too late");
    const { started, options } = recorder(0);
    await queue.run(items("c:80", 1), options());
    expect(started).toHaveLength(1);
  });
});

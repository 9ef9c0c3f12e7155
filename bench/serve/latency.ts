import { setTimeout as sleep } from "node:timers/promises";
import type { Workplace } from "../../tests/support/run-feedloom.ts";
import { load, type Load } from "./load.ts";
import type { LoadOrigin } from "./load-origin.ts";

/** As long as a cycle of `busyConfig`: each changed feed is polled in it. */
const seconds = 25;
const goal = 5;
const headers = { "accept-encoding": "gzip" };
const order = { seconds, headers };
const warmUp = { seconds: 3, headers };

/** After a start, what is overdue begins over a hundred seconds; from then on each cycle takes its ten. */
const settlingMs = 115_000;

export type LatencyOrder = {
  /** Nothing is due. */
  readonly idleConfig: string;
  /** Every source is due at every tick, and ticks come every twenty seconds. */
  readonly busyConfig: string;
};

/** Prints the latency of a busy address, idle and while all sources are polled that have just changed. */
export async function measureLatency(
  workplace: Workplace,
  origin: LoadOrigin,
  { idleConfig, busyConfig }: LatencyOrder,
): Promise<void> {
  await workplace.writeConfig(idleConfig);
  const idle = await whileServing(workplace, async (url) => load(url, order));
  await workplace.writeConfig(busyConfig);
  // Taken in under this config, so that all are due again soon, and again and again.
  await workplace.run(["poll", "--all"], { LOG_LEVEL: "error" });
  const busy = await whileServing(workplace, async (url, log) => {
    await sleep(settlingMs);
    const before = countChanged(log());
    await origin.step(1);
    const measured = await load(url, order);
    return { ...measured, polled: countChanged(log()) - before };
  });
  say(idle, busy);
}

async function whileServing<Result>(
  workplace: Workplace,
  measure: (url: string, log: () => string) => Promise<Result>,
): Promise<Result> {
  const service = await workplace.serve();
  const url = `${service.url}atom.xml`;
  await load(url, warmUp);
  const result = await measure(url, () => service.log());
  await service.stop();
  return result;
}

function countChanged(log: string): number {
  return log.split('"outcome":"updated"').length - 1;
}

function say(idle: Load, busy: Load & { readonly polled: number }): void {
  const times = busy.p99Ms / idle.p99Ms;
  process.stdout.write(
    "\n| gzip bodies of /atom.xml | requests/s | p99 |\n|---|---|---|\n" +
      `| idle | ${Math.round(idle.requestsPerSecond)} | ${idle.p99Ms} ms |\n` +
      `| while ${busy.polled} changed feeds are polled in ${seconds} s | ${Math.round(busy.requestsPerSecond)} | ${busy.p99Ms} ms |\n` +
      `| times (goal ≤ ${goal}) | | ${times.toFixed(1)} |\n`,
  );
}

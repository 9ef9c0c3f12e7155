import { monitorEventLoopDelay } from "node:perf_hooks";

export type Measured = {
  readonly feedsPerSecond: number;
  /** Processor time of the whole process, microseconds a feed. */
  readonly cpuUs: number;
  readonly peakMiB: number;
  readonly stallMs: number;
  /** What became of the feeds, counted. */
  readonly outcomes: string;
};

/** Times a run over `feeds` feeds and writes the result as the last line of stdout. */
export async function measure(feeds: number, run: () => Promise<string>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const outcomes = await run();
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  delay.disable();
  const measured: Measured = {
    feedsPerSecond: feeds / seconds,
    cpuUs: Math.round((cpu.user + cpu.system) / feeds),
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    stallMs: Math.round(delay.max / 1e6),
    outcomes,
  };
  process.stdout.write(`\n${JSON.stringify(measured)}\n`);
}

import type { Logger } from "./log.ts";
import type { Config } from "./model/config.ts";
import { createPipeline, type DueSource, type Pipeline } from "./pipeline.ts";
import type { Queue } from "./schedule/queue.ts";
import { Scheduler } from "./schedule/scheduler.ts";
import { releaseLeases } from "./store/leases.ts";
import type { Join } from "./store/join.ts";
import type { Store } from "./store/store.ts";
import type { Callbacks } from "./websub/callbacks.ts";

export type PollingOptions = {
  readonly config: Config;
  readonly siteUrl: string;
  readonly store: Store;
  readonly log: Logger;
  readonly redact: (text: string) => string;
  /** Goes by the running config, whichever config the polling began with. */
  readonly join: Join;
  /** Of the polling that this one takes over from. */
  readonly queue?: Queue;
};

/** The polling of one config: a scheduler and its pipeline. An edited config gets a new one. */
export type Polling = {
  readonly queue: Queue;
  /** What hubs call; null: there is nothing to call. */
  readonly callbacks: Callbacks | null;
  /** Begins nothing new; running polls have some seconds to end. */
  stop(): Promise<void>;
  /** Begins nothing new, lets running polls end, gives the others back. */
  retire(): Promise<void>;
};

/** Of the ten seconds a stop may take, what polls under way get to end. */
const pollsEnd = { graceMs: 5_000, limitMs: 1_000 };

export async function startPolling(options: PollingOptions): Promise<Polling> {
  const pipeline = await createPipeline({ ...options, now: Date.now, isServing: true });
  const scheduler = createScheduler(options, pipeline);
  const end = async (left: readonly string[]): Promise<void> => {
    await releaseLeases(options.store, left).catch(() => {});
    await pipeline.close();
  };
  await scheduler.start();
  return {
    queue: pipeline.queue,
    callbacks: pipeline.push?.callbacks ?? null,
    stop: async () => {
      pipeline.push?.retire();
      await end(await scheduler.stop(pollsEnd));
    },
    retire: async () => {
      pipeline.push?.retire();
      await end(await scheduler.retire());
    },
  };
}

function createScheduler(
  { config, log }: PollingOptions,
  pipeline: Pipeline,
): Scheduler<DueSource> {
  return new Scheduler({
    expression: config.schedule,
    timezone: config.timezone,
    queue: pipeline.queue,
    due: (until) => pipeline.due(until),
    poll: async (due, turn, signal) => void (await pipeline.poll(due, turn, signal)),
    postpone: (due, until) => pipeline.postpone(due, until),
    now: Date.now,
    log,
  });
}

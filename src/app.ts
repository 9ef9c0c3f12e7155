import type { Logger } from "./log.ts";
import type { Config } from "./model/config.ts";
import { createPipeline, type DueSource, type Pipeline } from "./pipeline.ts";
import { startRetention } from "./retention.ts";
import { Scheduler } from "./schedule/scheduler.ts";
import { startServer, type RunningServer } from "./serve/server.ts";
import { createSite } from "./site.ts";
import { syncSources } from "./store/sources.ts";
import type { Store } from "./store/store.ts";

export type AppOptions = {
  readonly config: Config;
  /** When the config last changed, milliseconds since the epoch. */
  readonly configChangedAt: number;
  readonly host: string;
  readonly port: number;
  readonly store: Store;
  readonly log: Logger;
  readonly redact: (text: string) => string;
};

export type App = {
  /** Where it listens, with a trailing slash. */
  readonly url: string;
  /** Stops everything in reverse order, within ten seconds. */
  stop(): Promise<void>;
};

/** Of the ten seconds a stop may take, what polls under way get to end. */
const pollsEndWithinMs = 5_000;

/** The whole service: what the server shows is there before the first poll begins. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, store, log } = options;
  await syncSources(store, { sources: config.sources, now: Date.now() });
  const running = { config, changedAt: options.configChangedAt };
  const site = createSite(store, () => running);
  const server = await startServer({ site, log, host: options.host, port: options.port });
  const siteUrl = config.url ?? `http://localhost:${server.port}/`;
  const pipeline = await createPipeline({ ...options, siteUrl, now: Date.now });
  const scheduler = createScheduler(options, pipeline);
  await scheduler.start();
  const retention = startRetention(store, { settings: config.retention, log });
  return {
    url: server.url,
    stop: async () => {
      retention.stop();
      await scheduler.stop(pollsEndWithinMs);
      await pipeline.close();
      await closeServer(server, log);
    },
  };
}

function createScheduler({ config, log }: AppOptions, pipeline: Pipeline): Scheduler<DueSource> {
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

async function closeServer(server: RunningServer, log: Logger): Promise<void> {
  await server.close();
  log.info("stopped");
}

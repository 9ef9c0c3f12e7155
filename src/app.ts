import { setImmediate as nextTurn } from "node:timers/promises";
import { Announcing } from "./announcing.ts";
import type { Logger } from "./log.ts";
import type { Config } from "./model/config.ts";
import { startPolling, type Polling } from "./polling.ts";
import { startRetention } from "./retention.ts";
import { startServer, type RunningServer } from "./serve/server.ts";
import { RunningJoin } from "./join.ts";
import { shapingOf } from "./shaping.ts";
import { createSite, type RunningConfig } from "./site.ts";
import { shapedSince } from "./store/shaping.ts";
import { syncSources } from "./store/sources.ts";
import type { Store } from "./store/store.ts";
import { noteToldFeeds, toldFeeds } from "./store/told-feeds.ts";
import { Upkeep } from "./upkeep.ts";

export type AppOptions = {
  readonly config: Config;
  readonly host: string;
  readonly port: number;
  readonly store: Store;
  readonly log: Logger;
  readonly redact: (text: string) => string;
};

/** The running service. */
export class App {
  readonly #options: AppOptions;
  readonly #join: RunningJoin;
  readonly #upkeep: Upkeep;
  #running: RunningConfig;
  #polling: Polling | null = null;
  /** Pollings of earlier configs whose last polls are still under way. */
  readonly #retiring = new Set<Polling>();
  #changing: Promise<void> = Promise.resolve();
  #ends: (() => Promise<void> | void)[] = [];
  #siteUrl = "";
  /** Where it listens on this machine, with a trailing slash. */
  url = "";

  constructor(options: AppOptions) {
    this.#options = options;
    this.#running = { config: options.config, changedAt: 0 };
    this.#join = new RunningJoin(options.config);
    this.#upkeep = new Upkeep(options.store, options.log);
  }

  /** What the server shows is there before the first poll begins. */
  async start(): Promise<void> {
    const { store, log, host, port } = this.#options;
    await syncSources(store, { sources: this.#running.config.sources, now: Date.now() });
    await this.#use(this.#running.config);
    const site = createSite(store, () => this.#running);
    const callbacks = () => this.#polling?.callbacks ?? null;
    const server = await startServer({ site, log, host, port, callbacks });
    this.#ends.push(() => server.close());
    this.url = server.url;
    this.#siteUrl = `http://localhost:${server.port}/`;
    await this.#startAnnouncing(server);
    this.#polling = await this.#startPolling();
    const retention = startRetention(store, {
      settings: () => this.#running.config.retention,
      log,
    });
    this.#ends.push(() => retention.stop());
    this.#upkeep.begin(this.#running.config);
    this.#ends.push(() => this.#upkeep.stop());
  }

  /** Takes an edited config into use: what is published follows at once, polling from the next poll on. */
  apply(config: Config): Promise<void> {
    const changing = this.#changing.then(() => this.#apply(config));
    // An edit that could not be applied (a full disk) must not keep the next one from it.
    this.#changing = changing.catch(() => {});
    return changing;
  }

  /** Stops everything in reverse order, within ten seconds. */
  async stop(): Promise<void> {
    await this.#changing;
    const pollings = [...this.#retiring, this.#polling].filter((polling) => polling !== null);
    await Promise.all(pollings.map((polling) => polling.stop()));
    for (const end of this.#ends.toReversed()) await end();
    this.#options.log.info("stopped");
  }

  /** In turns of the event loop: with thousands of sources each step takes some milliseconds. */
  async #apply(config: Config): Promise<void> {
    await nextTurn();
    const isSamePolling = pollingKey(config) === pollingKey(this.#running.config);
    await nextTurn();
    await syncSources(this.#options.store, { sources: config.sources, now: Date.now() });
    await this.#use(config);
    await nextTurn();
    this.#join.use(config);
    this.#upkeep.begin(config);
    if (isSamePolling) return;
    const before = this.#polling;
    if (before !== null) this.#retire(before);
    this.#polling = await this.#startPolling(before?.queue);
  }

  async #use(config: Config): Promise<void> {
    const { store, port } = this.#options;
    const shaping = shapingOf(config, config.url ?? `http://localhost:${port}/`);
    const changedAt = await shapedSince(store, { shaping, now: Date.now() });
    this.#running = { config, changedAt };
  }

  /** Before the first poll, so that what it brings is a change. */
  async #startAnnouncing({ etagOf }: RunningServer): Promise<void> {
    const { log, store } = this.#options;
    const config = (): Config => this.#running.config;
    const memory = {
      recall: () => toldFeeds(store),
      note: (told: ReadonlyMap<string, string>) => noteToldFeeds(store, told),
    };
    const announcing = new Announcing({ config, localUrl: this.#siteUrl, etagOf, memory, log });
    this.#ends.push(() => announcing.stop());
    await announcing.start();
  }

  #retire(polling: Polling): void {
    this.#retiring.add(polling);
    polling
      .retire()
      .catch((err: unknown) => this.#options.log.error({ err }, "polling did not end well"))
      .finally(() => this.#retiring.delete(polling));
  }

  #startPolling(queue?: Polling["queue"]): Promise<Polling> {
    const { config } = this.#running;
    const siteUrl = config.url ?? this.#siteUrl;
    const options = { ...this.#options, config, siteUrl, join: this.#join.join };
    return startPolling(queue === undefined ? options : { ...options, queue });
  }
}

/** Equal for two configs that are polled alike; what only shapes the output is left out. */
function pollingKey({ poll, schedule, timezone, url, sources }: Config): string {
  const polled = sources.map(
    ({ keep: _keep, drop: _drop, name: _name, tags: _tags, ...rest }) => rest,
  );
  return JSON.stringify({ poll, schedule, timezone, url, polled });
}

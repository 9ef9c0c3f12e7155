import { createFetcher, type Fetcher } from "./fetch/fetcher.ts";
import type { FormAnswer } from "./fetch/form.ts";
import type { Logger } from "./log.ts";
import type { Config } from "./model/config.ts";
import { fetchSettings } from "./pipeline.ts";
import { Publisher, type ToldMemory } from "./websub/publisher.ts";

export type AnnouncingOptions = {
  /** The running config. */
  readonly config: () => Config;
  /** Public address while the config names none. */
  readonly localUrl: string;
  /** Names the bytes at a path of the site. */
  readonly etagOf: (path: string) => Promise<string | null>;
  readonly memory: ToldMemory;
  readonly log: Logger;
};

const tickMs = 2_000;

/**
 * Tells the config's WebSub hub of changed feeds: of all that changed since it was told last, at first start from the
 * first look on. An edited config counts from the next look on.
 */
export class Announcing {
  readonly #options: AnnouncingOptions;
  readonly #publisher: Publisher;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();
  #isLooking = false;
  #fetcher: { readonly key: string; readonly fetcher: Fetcher } | null = null;

  constructor(options: AnnouncingOptions) {
    this.#options = options;
    this.#publisher = new Publisher({
      told: () => this.#told(),
      etagOf: options.etagOf,
      post: (hub, form) => this.#post(hub, form),
      memory: options.memory,
      now: Date.now,
      log: options.log,
    });
  }

  /** Resolves after the first look: what changes from then on is told. */
  async start(): Promise<void> {
    await this.#look();
    this.#timer = setInterval(() => void this.#look(), tickMs).unref();
  }

  /** A call under way is given up. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#stopping.abort(new Error("Feedloom is stopping."));
    await this.#looking;
    await this.#fetcher?.fetcher.close();
  }

  #look(): Promise<void> {
    if (this.#isLooking) return this.#looking;
    this.#isLooking = true;
    this.#looking = this.#publisher
      .tick()
      .catch((err: unknown) => {
        if (!this.#stopping.signal.aborted)
          this.#options.log.error({ err }, "telling the hub broke off");
      })
      .finally(() => {
        this.#isLooking = false;
      });
    return this.#looking;
  }

  #told() {
    if (this.#stopping.signal.aborted) return null;
    const { hub } = this.#options.config();
    return hub === null ? null : { hub, siteUrl: this.#siteUrl() };
  }

  #siteUrl(): string {
    return this.#options.config().url ?? this.#options.localUrl;
  }

  async #post(hub: string, form: Readonly<Record<string, string>>): Promise<FormAnswer> {
    const fetcher = await this.#currentFetcher();
    return fetcher.postForm({ url: hub, form }, this.#stopping.signal);
  }

  async #currentFetcher(): Promise<Fetcher> {
    const settings = fetchSettings(this.#options.config().poll, this.#siteUrl());
    const key = JSON.stringify(settings);
    if (this.#fetcher?.key === key) return this.#fetcher.fetcher;
    await this.#fetcher?.fetcher.close();
    const fetcher = createFetcher(settings);
    this.#fetcher = { key, fetcher };
    return fetcher;
  }
}

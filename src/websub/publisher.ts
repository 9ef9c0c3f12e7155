import { FetchError } from "../model/errors.ts";
import type { PostToHub, WebSubLog } from "./book.ts";

/** The feeds that the hub is told of, below the site's address. */
export const toldPaths = ["atom.xml", "rss.xml", "feed.json"] as const;

export type ToldHub = {
  readonly hub: string;
  /** Public address of the site, with a trailing slash. */
  readonly siteUrl: string;
};

/** What outlives a restart: the etag of the bytes the hub knows of, by hub and address. */
export type ToldMemory = {
  readonly recall: () => Promise<ReadonlyMap<string, string>>;
  readonly note: (told: ReadonlyMap<string, string>) => Promise<void>;
};

export type PublisherOptions = {
  /** The config's hub; null: none is told. */
  readonly told: () => ToldHub | null;
  /** Names the bytes at a path: another name, other bytes. */
  readonly etagOf: (path: string) => Promise<string | null>;
  readonly post: PostToHub;
  readonly memory: ToldMemory;
  readonly now: () => number;
  readonly log: WebSubLog;
};

/** A hub fetches the feed at each call: what changes within so long is told once. */
const calmMs = 10_000;

/** After a call that failed; then the hub is left alone until the next change. */
const retriesMs: readonly number[] = [10_000, 60_000, 300_000];

type Topic = {
  /** Of the bytes the hub knows of. */
  etag: string | null;
  /** Not called before. */
  nextAt: number;
  failures: number;
};

/** Tells the config's hub when the bytes of a feed have changed (PubSubHubbub's `publish`, which WebSub leaves to hubs). */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #topics = new Map<string, Topic>();
  /** As remembered; null: not recalled yet. */
  #told: Map<string, string> | null = null;
  /** Hubs that failed last, so that a long failure is one line in the log. */
  readonly #failing = new Set<string>();

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  /**
   * Looks at every feed and calls the hub where it is time to. A feed seen for the first time ever is no change; what
   * changed while the service was down is told at the second look, so that the first holds up nobody.
   */
  async tick(): Promise<void> {
    const told = this.#options.told();
    if (told === null) return this.#topics.clear();
    for (const path of toldPaths) await this.#look(told, path);
  }

  async #recall(): Promise<Map<string, string>> {
    this.#told ??= new Map(await this.#options.memory.recall());
    return this.#told;
  }

  /** Other hubs and addresses than those of now are forgotten. */
  async #note({ hub, siteUrl }: ToldHub, key: string, etag: string): Promise<void> {
    const keys = new Set(toldPaths.map((path) => keyOf(hub, siteUrl + path)));
    const told = [...(await this.#recall())].filter(([known]) => keys.has(known));
    this.#told = new Map([...told, [key, etag]]);
    await this.#options.memory.note(this.#told);
  }

  async #look(told: ToldHub, path: string): Promise<void> {
    const { etagOf, now } = this.#options;
    const { hub, siteUrl } = told;
    const url = siteUrl + path;
    const key = keyOf(hub, url);
    const known = this.#topics.get(key);
    if (known !== undefined && now() < known.nextAt) return;
    const etag = await etagOf(path);
    if (etag === null || etag === known?.etag) return;
    if (known !== undefined) {
      if (await this.#tell(known, { hub, url, etag })) await this.#note(told, key, etag);
      return;
    }
    const recalled = (await this.#recall()).get(key);
    this.#topics.set(key, { etag: recalled ?? etag, nextAt: 0, failures: 0 });
    if (recalled === undefined) await this.#note(told, key, etag);
  }

  /** Whether the hub knows now. */
  async #tell(topic: Topic, { hub, url, etag }: Change): Promise<boolean> {
    const isTaken = await this.#call(hub, url);
    const retryMs = isTaken ? undefined : retriesMs[topic.failures];
    topic.nextAt = this.#options.now() + (retryMs ?? calmMs);
    topic.failures = retryMs === undefined ? 0 : topic.failures + 1;
    if (retryMs === undefined) topic.etag = etag;
    return isTaken;
  }

  async #call(hub: string, url: string): Promise<boolean> {
    const { post, log } = this.#options;
    const { host } = new URL(hub);
    try {
      const { status } = await post(hub, { "hub.mode": "publish", "hub.url": url }, null);
      if (status < 200 || status > 299) return this.#fail(host, `It answered ${status}.`);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      return this.#fail(host, error.message);
    }
    this.#failing.delete(host);
    log.info({ hub: host, url }, "hub told of a change");
    return true;
  }

  #fail(host: string, error: string): false {
    if (!this.#failing.has(host)) {
      this.#options.log.warn({ hub: host, error }, "hub could not be told of a change");
    }
    this.#failing.add(host);
    return false;
  }
}

function keyOf(hub: string, url: string): string {
  return `${hub} ${url}`;
}

type Change = { readonly hub: string; readonly url: string; readonly etag: string };

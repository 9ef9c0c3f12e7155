import type { Config } from "../model/config.ts";
import type { SourceState } from "../model/stored.ts";
import { publishSources, type PublishedSources } from "../publish/published-source.ts";
import type { Site } from "./site.ts";

/** At most so often is the store asked whether something changed; what changes within shares one rendering. */
const checkEveryMs = 1_000;

/** Content that was the present one so short a time ago will do for an address under load, until the new is rendered. */
const recentMs = 500;

/** While there is nothing to show, pages tell how the first polls go. */
const emptySiteLastsMs = 2_000;

/** How often posts that wait for their date (`futureDates: skip`) are looked at. */
const waitingPostsEveryMs = 60_000;

/**
 * One consistent look at the site. Every address is answered from the same generation, and the posts are read after the
 * states: what `/status.json` says was polled is on every address.
 */
export type Generation = {
  /** Equal for two generations from which every feed would be rendered alike; greater in the later of two others. */
  readonly content: number;
  readonly config: Config;
  readonly states: readonly SourceState[];
  readonly sources: PublishedSources;
  /** Public address of the site, with a trailing slash. */
  readonly siteUrl: string;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
  /** Whether no source ever brought an entry. */
  readonly isEmpty: boolean;
};

/** `recent`: the present content a moment ago. `old`: not to be served. */
export type Freshness = "current" | "recent" | "old";

export type GenerationsOptions = {
  readonly site: Site;
  /** The public address while the config names none. */
  readonly localUrl: () => string;
  /** Told when the store cannot be read and an older generation has to do. */
  readonly warn: (error: unknown) => void;
};

/** Takes a new generation when something changed, at most one a second. */
export class Generations {
  readonly #site: Site;
  readonly #localUrl: () => string;
  readonly #warn: (error: unknown) => void;
  #current: Generation | null = null;
  #taking: Promise<Generation> | null = null;
  #checkedAt = 0;
  #basis = "";
  #look = "";
  #owedContent = 0;
  /** The content before the present one, and when it was replaced. */
  #replaced = { content: 0, at: 0 };

  constructor({ site, localUrl, warn }: GenerationsOptions) {
    this.#site = site;
    this.#localUrl = localUrl;
    this.#warn = warn;
  }

  /** Nothing older may be served: the status told of it, or the config was edited. */
  get owedContent(): number {
    return this.#owedContent;
  }

  /** How fresh bytes of this content are, as far as can be told without asking anything. */
  freshnessOf(content: number): Freshness {
    const known = this.#current;
    if (known === null || known.isEmpty || known.config !== this.#site.config()) return "old";
    const now = Date.now();
    if (known.content === content) {
      if (now - this.#checkedAt < checkEveryMs) return "current";
      return now - this.#checkedAt < checkEveryMs + recentMs ? "recent" : "old";
    }
    const { content: before, at } = this.#replaced;
    const isRecent = before === content && content >= this.#owedContent && now - at < recentMs;
    return isRecent ? "recent" : "old";
  }

  /** For feeds and pages: the present generation, while no post and no setting changed. */
  async current(): Promise<Generation> {
    const known = this.#current;
    if (known === null) return this.#take();
    if (known.isEmpty && Date.now() - known.takenAt > emptySiteLastsMs) return this.#take();
    if (known.config !== this.#site.config()) return this.#renew(known);
    if (Date.now() - this.#checkedAt < checkEveryMs) return known;
    this.#checkedAt = Date.now();
    return this.#renew(known);
  }

  /** The known generation where nothing changed, or where the store cannot be read just now. */
  async #renew(known: Generation): Promise<Generation> {
    try {
      const isSame =
        known.config === this.#site.config() && (await this.#readBasis()) === this.#basis;
      return isSame ? known : await this.#take();
    } catch (error) {
      this.#warn(error);
      return known;
    }
  }

  /** For the status: the states of the sources at most a second old. */
  async fresh(): Promise<Generation> {
    const known = this.#current;
    const isFresh = known !== null && Date.now() - known.takenAt < checkEveryMs;
    const generation = isFresh ? known : await this.#take();
    this.#owedContent = Math.max(this.#owedContent, generation.content);
    return generation;
  }

  #take(): Promise<Generation> {
    this.#taking ??= this.#read().finally(() => {
      this.#taking = null;
    });
    return this.#taking;
  }

  async #read(): Promise<Generation> {
    const takenAt = Date.now();
    const config = this.#site.config();
    const states = await this.#site.sourceStates();
    // Read after the states: posts may be newer than the status, never older.
    const basis = await this.#readBasis();
    const siteUrl = config.url ?? this.#localUrl();
    const sources = publishSources(config, states, siteUrl);
    const isEmpty = states.every(({ entries }) => entries === 0);
    const look = lookOf(sources, isEmpty);
    const content = this.#numberContent({ basis, look, config });
    this.#checkedAt = takenAt;
    this.#current = { content, config, states, sources, siteUrl, takenAt, isEmpty };
    return this.#current;
  }

  #numberContent(now: { basis: string; look: string; config: Config }): number {
    const known = this.#current;
    const isSameConfig = now.config === known?.config;
    const isSame = isSameConfig && now.basis === this.#basis && now.look === this.#look;
    this.#basis = now.basis;
    this.#look = now.look;
    const content = (known?.content ?? 0) + (isSame ? 0 : 1);
    if (!isSame) this.#replaced = { content: known?.content ?? 0, at: Date.now() };
    if (!isSameConfig) this.#owedContent = content;
    return content;
  }

  async #readBasis(): Promise<string> {
    const revision = await this.#site.revision();
    return this.#isWaiting()
      ? `${revision}@${Math.floor(Date.now() / waitingPostsEveryMs)}`
      : revision;
  }

  /** Whether posts may become visible without a poll. */
  #isWaiting(): boolean {
    return this.#site.config().sources.some(({ futureDates }) => futureDates === "skip");
  }

  /**
   * When what is published last changed, as far as the store tells; where it changes by itself, not before the
   * generation was taken. To be asked after a document is made: a poll may have brought something since.
   */
  async lastChange({ isEmpty, takenAt }: Generation): Promise<number> {
    const changesAlone = isEmpty || this.#isWaiting();
    const revisedAt = await this.#site.revisedAt();
    return Math.max(revisedAt, this.#site.configChangedAt(), changesAlone ? takenAt : 0);
  }
}

/** All that feeds say of their sources; an empty site says how the polls go, too. */
function lookOf(sources: PublishedSources, isEmpty: boolean): string {
  const shown = [...sources.values()].map((source) =>
    isEmpty ? [source.shown, source.state?.outcome] : source.shown,
  );
  return JSON.stringify(shown);
}

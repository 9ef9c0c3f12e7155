import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { loadConfig } from "../../src/config/load.ts";
import { createJoin } from "../../src/join.ts";
import type { Config } from "../../src/model/config.ts";
import type { StoredPost } from "../../src/model/stored.ts";
import { readDocument } from "../../src/read.ts";
import { readVersion } from "../../src/read-version.ts";
import { applyPersonsWord } from "../../src/rejoin.ts";
import { startServer, type RunningServer } from "../../src/serve/server.ts";
import { createSite } from "../../src/site.ts";
import { takeNamed } from "../../src/store/leases.ts";
import { posts } from "../../src/store/posts.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import { syncSources } from "../../src/store/sources.ts";
import { openStore, type Store } from "../../src/store/store.ts";

export const hour = 3_600_000;
export const day = 24 * hour;

/** A real store with the real dedup and the real server over it, in a folder of its own; its clock is the test's. */
export class Planet implements AsyncDisposable {
  readonly store: Store;
  readonly #server: RunningServer;
  readonly #folder: string;
  readonly #running: Own["running"];
  now = Date.UTC(2026, 5, 1, 12);

  private constructor(store: Store, server: RunningServer, own: Own) {
    this.store = store;
    this.#server = server;
    this.#folder = own.folder;
    this.#running = own.running;
  }

  /** `feeds`: as the config's list has them, an address or a flow mapping. */
  static async start(feeds: readonly string[], settings = ""): Promise<Planet> {
    const folder = await mkdtemp(path.join(tmpdir(), "feedloom-dedup-"));
    const store = await openStore({ file: path.join(folder, "test.db"), instanceId: "test" });
    const running = { feeds, config: readConfig(feeds, settings), changedAt: Date.UTC(2026, 0, 1) };
    await syncSources(store, { sources: running.config.sources, now: running.changedAt });
    const site = createSite(store, () => running);
    const log = pino({ level: "silent" });
    const server = await startServer({ site, log, host: "127.0.0.1", port: 0 });
    return new Planet(store, server, { folder, running });
  }

  get config(): Config {
    return this.#running.config;
  }

  /** What an edit of the config does; gives the number of posts that changed. */
  async configure(settings: string): Promise<number> {
    this.#running.config = readConfig(this.#running.feeds, settings);
    this.#running.changedAt = this.now;
    return applyPersonsWord(this.store, this.#running.config, new AbortController().signal);
  }

  /** What a poll of `url` does that was answered with `document`, an hour after the one before. */
  async poll(url: string, document: string, movedTo: string | null = null): Promise<void> {
    this.now += hour;
    const sourceId = idOf(url);
    await takeNamed(this.store, { ids: [sourceId], now: this.now, leaseMs: 60_000 });
    const state = (await sourceStates(this.store, [sourceId])).get(sourceId);
    if (state === undefined) throw new Error(`${url} is not configured`);
    const context = { sourceId, url: movedTo ?? url, contentType: null, weakKeys: state.weakKeys };
    await savePoll(this.store, {
      facts: {
        sourceId,
        now: this.now,
        status: 200,
        validators: { etag: null, lastModified: null },
        bodyHash: createHash("sha256").update(document).digest("hex"),
        movedTo,
        finalUrl: movedTo ?? url,
        nextPollAt: this.now + hour,
        restUntil: null,
      },
      feed: readDocument(Buffer.from(document), context),
      derivedVersion: readVersion,
      futureDates: "clamp",
      join: createJoin(this.#running.config),
    });
  }

  /** All posts, newest first. */
  posts(): Promise<readonly StoredPost[]> {
    return posts(this.store, { sourceIds: null, after: null, limit: 1_000 });
  }

  /** Titles of the posts with the sites of their entries, the shown one first: "Title @ a.example b.example". */
  async shown(): Promise<readonly string[]> {
    return (await this.posts()).map(({ shown, members }) => {
      const sites = [shown, ...members.map(({ entry }) => entry)].map(
        ({ raw }) => URL.parse(raw.url ?? "")?.host ?? "",
      );
      return `${shown.derived.title} @ ${sites.join(" ")}`;
    });
  }

  async get(address: string): Promise<string> {
    return (await fetch(this.#server.url + address)).text();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.close();
    await this.store.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

type Own = {
  readonly folder: string;
  readonly running: { readonly feeds: readonly string[]; config: Config; changedAt: number };
};

function idOf(url: string): string {
  return createHash("sha256").update(url).digest("hex").slice(0, 12);
}

function readConfig(feeds: readonly string[], settings: string): Config {
  const list = feeds.map((url) => `  - ${url}\n`).join("");
  const loaded = loadConfig(
    `${settings.includes("posts:") ? "" : "posts: { newSourceLimit: 0 }"}\n${settings}\nfeeds:\n${list}`,
    {},
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
}

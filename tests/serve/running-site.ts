import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { request, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { loadConfig } from "../../src/config/load.ts";
import type { Config } from "../../src/model/config.ts";
import { readDocument } from "../../src/read.ts";
import { startServer, type RunningServer } from "../../src/serve/server.ts";
import type { Site } from "../../src/serve/site.ts";
import { createSite } from "../../src/site.ts";
import { takeNamed } from "../../src/store/leases.ts";
import { saveFailed, type PollFacts } from "../../src/store/save-outcome.ts";
import { saveUnchanged } from "../../src/store/save-unchanged.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import { syncSources } from "../../src/store/sources.ts";
import { openStore, type Store } from "../../src/store/store.ts";

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
};

/** A real server over a real store in a folder of its own; its clock is the test's. */
export class RunningSite {
  readonly store: Store;
  server: RunningServer;
  readonly #folder: string;
  readonly #running: { config: Config; changedAt: number };
  #isStoreLost = false;
  now = Date.UTC(2026, 5, 1, 12);

  private constructor(store: Store, server: RunningServer, own: Own) {
    this.store = store;
    this.server = server;
    this.#folder = own.folder;
    this.#running = own.running;
  }

  /** A new server over what is stored, as after a restart of the service. */
  async restart(): Promise<void> {
    await this.server.close();
    this.server = await serve(this.store, this.#running);
  }

  static async start(yaml: string): Promise<RunningSite> {
    const folder = await mkdtemp(path.join(tmpdir(), "feedloom-serve-"));
    const store = await openStore({ file: path.join(folder, "test.db"), instanceId: "test" });
    const running = { config: readConfig(yaml), changedAt: Date.UTC(2026, 0, 1) };
    await syncSources(store, { sources: running.config.sources, now: running.changedAt });
    const server = await serve(store, running);
    return new RunningSite(store, server, { folder, running });
  }

  /** What its server shows. */
  look(): Site {
    return createSite(this.store, () => this.#running);
  }

  async reconfigure(yaml: string): Promise<void> {
    this.#running.config = readConfig(yaml);
    this.#running.changedAt = this.now;
    await syncSources(this.store, { sources: this.#running.config.sources, now: this.now });
  }

  /** What a poll of `url` does that was answered with `document`. */
  async poll(url: string, document: string | Uint8Array): Promise<void> {
    const sourceId = idOf(url);
    await takeNamed(this.store, { ids: [sourceId], now: this.now, leaseMs: 60_000 });
    const state = (await sourceStates(this.store, [sourceId])).get(sourceId);
    if (state === undefined) throw new Error(`${url} is not configured`);
    const { weakKeys } = state;
    const bytes = Buffer.from(document);
    const feed = readDocument(bytes, { sourceId, url, contentType: null, weakKeys });
    await savePoll(this.store, {
      facts: this.#factsOf(sourceId, createHash("sha256").update(bytes).digest("hex")),
      feed,
      derivedVersion: 1,
      futureDates:
        this.#running.config.sources.find(({ id }) => id === sourceId)?.futureDates ?? "clamp",
      join: () => ({ kind: "new" }),
    });
  }

  /** What a poll of `url` does that was answered 304. */
  async pollUnchanged(url: string): Promise<void> {
    await takeNamed(this.store, { ids: [idOf(url)], now: this.now, leaseMs: 60_000 });
    await saveUnchanged(this.store, this.#factsOf(idOf(url), null));
  }

  #factsOf(sourceId: string, bodyHash: string | null): PollFacts {
    return {
      sourceId,
      now: this.now,
      status: bodyHash === null ? 304 : 200,
      validators: { etag: null, lastModified: null },
      bodyHash,
      movedTo: null,
      finalUrl: null,
      nextPollAt: this.now + 3_600_000,
      restUntil: null,
    };
  }

  async fail(url: string, error: string): Promise<void> {
    await saveFailed(this.store, {
      sourceId: idOf(url),
      now: this.now,
      outcome: "failed",
      status: 503,
      error,
      errorReason: "status",
      nextPollAt: this.now + 3_600_000,
      restUntil: null,
    });
  }

  get(target: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return send(this.server, { target, method: "GET", headers });
  }

  head(target: string): Promise<Answer> {
    return send(this.server, { target, method: "HEAD", headers: {} });
  }

  /** From now on nothing can be read: what a lost disk looks like. */
  async loseStore(): Promise<void> {
    this.#isStoreLost = true;
    await this.store.close();
  }

  async stop(): Promise<void> {
    await this.server.close();
    if (!this.#isStoreLost) await this.store.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function serve(store: Store, running: Own["running"]): Promise<RunningServer> {
  const site = createSite(store, () => running);
  return startServer({ site, log: pino({ level: "silent" }), host: "127.0.0.1", port: 0 });
}

type Own = {
  readonly folder: string;
  readonly running: { config: Config; changedAt: number };
};

export function idOf(url: string): string {
  return createHash("sha256").update(url).digest("hex").slice(0, 12);
}

function readConfig(yaml: string): Config {
  const loaded = loadConfig(yaml, { TOKEN: "sesame-open" });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
}

type Sent = {
  readonly target: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** `node:http`, because `fetch` decodes bodies and sends headers of its own. */
function send({ port }: RunningServer, { target, method, headers }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path: target, method, headers };
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const body = Buffer.concat(chunks);
        const { statusCode = 0, headers: answered } = response;
        resolve({ status: statusCode, headers: answered, body, text: body.toString() });
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}

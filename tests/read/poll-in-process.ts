import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { App } from "../../src/app.ts";
import { loadConfig } from "../../src/config/load.ts";
import { createLogger } from "../../src/log.ts";
import { openStore } from "../../src/store/store.ts";
import { eventually } from "../support/run-feedloom.ts";
import { watchStalls, type Stall } from "./stall-watch.ts";

export type WatchedPoll = Stall & { readonly tookMs: number; readonly entries: number };

/** Polls one feed through a service in this very process and tells how long its event loop was held. */
export async function pollAndWatch(feedUrl: string): Promise<WatchedPoll> {
  const folder = await mkdtemp(path.join(tmpdir(), "feedloom-read-"));
  const store = await openStore({ file: path.join(folder, "feedloom.db"), instanceId: "test" });
  const app = new App({
    config: configFor(feedUrl),
    host: "127.0.0.1",
    port: 0,
    store,
    log: createLogger({ level: "info", output: nowhere(), secrets: () => [] }),
    redact: (text) => text,
  });
  try {
    await app.start();
    return await watchPoll(app.url);
  } finally {
    await app.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function watchPoll(serviceUrl: string): Promise<WatchedPoll> {
  const startedAt = performance.now();
  const stop = watchStalls();
  const entries = await eventually(() => polledEntries(serviceUrl), { withinMs: 50_000 });
  return { ...stop(), tookMs: performance.now() - startedAt, entries };
}

type Status = {
  readonly sources: readonly {
    readonly outcome: string | null;
    readonly error: string | null;
    readonly entries: number;
  }[];
};

async function polledEntries(serviceUrl: string): Promise<number | null> {
  const { sources } = (await (await fetch(`${serviceUrl}status.json`)).json()) as Status;
  const error = sources[0]?.error ?? null;
  if (error !== null) throw new Error(error);
  return sources[0]?.outcome === "updated" ? sources[0].entries : null;
}

function configFor(feedUrl: string) {
  const text = `poll: { allowPrivateAddresses: true }\nposts: { newSourceLimit: 0 }\nfeeds: [${feedUrl}]\n`;
  const loaded = loadConfig(text, {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { createLogger } from "../../src/log.ts";
import type { Config } from "../../src/model/config.ts";
import { createPipeline } from "../../src/pipeline.ts";
import { syncSources } from "../../src/store/sources.ts";
import { openStore } from "../../src/store/store.ts";
import { sharedPath } from "../support/shared.ts";
import { HostileOrigin, verdictLine } from "./hostile-origin.ts";

const folder = sharedPath("origin");
const hourMs = 3_600_000;

/** A clock that the test moves on, together with the origin's. */
class MovedClock {
  #offsetMs = 0;

  readonly now = (): number => Date.now() + this.#offsetMs;

  async advance(origin: HostileOrigin, ms: number): Promise<void> {
    this.#offsetMs += ms;
    await origin.advance(ms / 1000);
  }
}

function configFor(origin: HostileOrigin): Config {
  const loaded = loadConfig(
    `poll:
  timeout: 3s
  perHostDelay: 110ms
  allowPrivateAddresses: ${JSON.stringify(origin.allowedHosts)}
feeds: ${JSON.stringify(origin.sources)}`,
    {},
  );
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
}

type Run = {
  readonly origin: HostileOrigin;
  readonly clock: MovedClock;
  readonly file: string;
  readonly hours: number;
};

/** One life of the service: every hour what is due is polled. */
async function live({ origin, clock, file, hours }: Run): Promise<void> {
  const { now } = clock;
  const config = configFor(origin);
  const store = await openStore({ file, instanceId: "one" });
  await syncSources(store, { sources: config.sources, now: now() });
  const log = createLogger({ level: "error", output: process.stdout, secrets: () => [] });
  const siteUrl = "https://planet.example/";
  const redact = (text: string): string => text;
  const pipeline = await createPipeline({ config, siteUrl, store, log, redact, now });
  const { signal } = new AbortController();
  for (let hour = 0; hour < hours; hour++) {
    await pipeline.queue.run(await pipeline.due(now()), {
      signal,
      worker: async (due, turn) => void (await pipeline.poll(due, turn, signal)),
      onResting: (due, until) => pipeline.postpone(due, until),
    });
    await clock.advance(origin, hourMs);
  }
  await pipeline.close();
  await store.close();
}

it.skipIf(folder === null)(
  "half a day at the hostile origin, with a restart, breaks no rule of good manners",
  async () => {
    await using origin = await HostileOrigin.start({ folder: folder ?? "", scale: 1, hosts: 10 });
    const dataFolder = await mkdtemp(path.join(tmpdir(), "feedloom-manners-"));
    const run = { origin, clock: new MovedClock(), file: path.join(dataFolder, "feedloom.db") };
    await live({ ...run, hours: 5 });
    await origin.markRestart();
    await live({ ...run, hours: 8 });
    await rm(dataFolder, { recursive: true });
    const verdicts = origin.score();
    const having = (word: string) => verdicts.filter(({ verdict }) => verdict === word);
    const unproven = [...having("INFO"), ...having("N/A")].map(verdictLine);
    process.stdout.write(`${having("PASS").length} rules kept\n${unproven.join("\n")}\n`);
    expect(having("FAIL").map(verdictLine)).toEqual([]);
    expect(readFileSync(origin.log, "utf8")).not.toContain('"canary":true');
    const polling = verdicts.filter(({ id }) => /^[CTSP]/u.test(id)).map(verdictLine);
    expect(polling.filter((line) => line.startsWith("N/A"))).toEqual([]);
  },
  180_000,
);

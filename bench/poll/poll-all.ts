import path from "node:path";
import { loadConfig } from "../../src/config/load.ts";
import { createLogger } from "../../src/log.ts";
import { createPipeline } from "../../src/pipeline.ts";
import { syncSources } from "../../src/store/sources.ts";
import { openStore } from "../../src/store/store.ts";
import { measure } from "./measure.ts";

/** Polls all feeds of the load origin; `warm`: for the second time. */
const [port = "", feeds = "0", folder = "", isWarm = ""] = process.argv.slice(2);
const urls = Array.from(
  { length: Number(feeds) },
  (_, number) => `  - http://127.0.0.1:${port}/feed/${number}.xml\n`,
);
const settings = "allowPrivateAddresses: true, perHostDelay: 0s, perHost: 64";
const loaded = loadConfig(`poll: { ${settings} }\nfeeds:\n${urls.join("")}`, {});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems.slice(0, 3)));
const { config } = loaded;
const store = await openStore({ file: path.join(folder, "feedloom.db"), instanceId: "bench" });
await syncSources(store, { sources: config.sources, now: Date.now() });
const log = createLogger({ level: "info", output: process.stdout, secrets: () => [] });
const pipeline = await createPipeline({
  config,
  siteUrl: "https://planet.example/",
  store,
  log,
  redact: (text) => text,
  now: Date.now,
});

/** Polls every source once, as `poll --all` does. */
async function pollAll(): Promise<string> {
  const counts = new Map<string, number>();
  const due = pipeline.named(config.sources.map(({ id }) => id));
  const { signal } = new AbortController();
  await pipeline.queue.run(due, {
    signal,
    worker: async (item, turn) => {
      const report = await pipeline.poll(item, turn, signal);
      const outcome = report?.outcome ?? "not polled";
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    },
    onResting: async (item, until) => pipeline.postpone(item, until),
  });
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
}

// Like the bare loop, a running service is warm.
if (isWarm === "warm") await pollAll();
await measure(config.sources.length, pollAll);
await pipeline.close();
await store.close();

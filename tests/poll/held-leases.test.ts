import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { leaseDue } from "../../src/due-sources.ts";
import { HeldLeases } from "../../src/store/held-leases.ts";
import { takeDue } from "../../src/store/leases.ts";
import { UnsavedPolls } from "../../src/unsaved-polls.ts";
import { sampleFile, sampleStore } from "../store/open-sample.ts";
import { sampleSource } from "../store/samples.ts";

it("a source that only another process's config lists is not kept from it", async () => {
  const loaded = loadConfig("feeds: [https://a.example/feed]", {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { config } = loaded;
  const foreign = sampleSource("https://b.example/feed");
  const file = await sampleFile();
  const store = await sampleStore([...config.sources, foreign], { file, instanceId: "one" });
  const two = await sampleStore([], { file, instanceId: "two" });
  const leaseMs = 150;
  const leases = new HeldLeases(store, { leaseMs, now: Date.now });
  onTestFinished(() => void leases.close());
  const unsaved = new UnsavedPolls();
  const leasing = { config, store, leases, leaseMs, unsaved, random: Math.random };
  const due = await leaseDue(leasing, Date.now());
  expect(due.map(({ source }) => source.url)).toEqual(["https://a.example/feed"]);
  await sleep(leaseMs * 3);
  const taken = await takeDue(two, { now: Date.now(), leaseMs, limit: 10 });
  expect(taken.map(({ id }) => id)).toContain(foreign.id);
});

import { expect, test } from "vitest";
import { forgetHosts, restHost, restingHosts } from "../../src/store/hosts.ts";
import { sampleStore } from "./open-sample.ts";
import { hour, noon } from "./samples.ts";

test("hosts are forgotten that neither rest nor said 429 lately, and only they", async () => {
  const store = await sampleStore([]);
  const rest = (host: string, now: number, restHours: number) =>
    restHost(store, { host, now, until: now + restHours * hour });
  await rest("over.example", noon - 30 * hour, 1);
  await rest("still-resting.example", noon - 30 * hour, 40);
  await rest("limited-lately.example", noon - 2 * hour, 1);
  await forgetHosts(store, { now: noon, since: noon - 24 * hour });
  const left = await restingHosts(store, { now: 0, since: 0 });
  expect(left.map(({ host }) => host)).toEqual(["still-resting.example", "limited-lately.example"]);
});

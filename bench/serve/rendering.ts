import { setTimeout as sleep } from "node:timers/promises";
import type { Workplace } from "../../tests/support/run-feedloom.ts";
import type { LoadOrigin } from "./load-origin.ts";

const addresses = ["atom.xml", "rss.xml", "feed.json", "", "tags/t0/atom.xml", "status.json"];

/** Prints how long the first answer of an address takes after one new post, and the second. */
export async function measureRendering(workplace: Workplace, origin: LoadOrigin): Promise<void> {
  const service = await workplace.serve();
  for (const address of addresses) await answerMs(service.url + address);
  process.stdout.write("\n| after one new post | first answer | second |\n|---|---|---|\n");
  for (const address of addresses) {
    await origin.step(0.001);
    await workplace.run(["poll", "--all"], { LOG_LEVEL: "error" });
    // Longer than an older answer may go on being served.
    await sleep(1_500);
    const first = await answerMs(service.url + address);
    const second = await answerMs(service.url + address);
    process.stdout.write(`| /${address} | ${first.toFixed(1)} ms | ${second.toFixed(1)} ms |\n`);
  }
  await service.stop();
}

async function answerMs(url: string): Promise<number> {
  const startedAt = performance.now();
  await (await fetch(url)).arrayBuffer();
  return performance.now() - startedAt;
}

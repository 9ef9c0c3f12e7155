import { setTimeout as sleep } from "node:timers/promises";
import type { Workplace } from "../../tests/support/run-feedloom.ts";
import type { LoadOrigin } from "./load-origin.ts";

const addresses = ["atom.xml", "rss.xml", "feed.json", "", "tags/t0/atom.xml", "status.json"];

/** Prints how long the first answer of an address takes after one new post, and the second. */
export async function measureRendering(workplace: Workplace, origin: LoadOrigin): Promise<void> {
  const service = await workplace.serve();
  const before = new Map<string, string>();
  for (const address of addresses) {
    const { text } = await answerOf(service.url + address);
    before.set(address, text);
  }
  process.stdout.write("\n| after one new post | first answer | second |\n|---|---|---|\n");
  for (const address of addresses) {
    await origin.step(0.001);
    await workplace.run(["poll", "--all"], { LOG_LEVEL: "error" });
    // Longer than an older answer may go on being served.
    await sleep(1_500);
    const first = await answerOf(service.url + address);
    const second = await answerOf(service.url + address);
    if (first.text === before.get(address)) throw new Error(`/${address} has not changed`);
    const times = [first, second].map(({ ms }) => `${ms.toFixed(1)} ms`);
    process.stdout.write(`| /${address} | ${times.join(" | ")} |\n`);
  }
  await service.stop();
}

async function answerOf(url: string): Promise<{ readonly ms: number; readonly text: string }> {
  const startedAt = performance.now();
  const text = await (await fetch(url)).text();
  return { ms: performance.now() - startedAt, text };
}

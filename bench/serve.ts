/**
 * What serving costs: requests a second for /atom.xml with 100 posts beside nginx, the latency while a thousand changed
 * feeds are polled, and how long the first answer after one new post takes. The store holds 1,000 sources with 10,000
 * posts and 500 tags.
 *
 *   npm run bench:serve -- [rounds, default 3] [seconds a measurement, default 4]
 *
 * Needs wrk and ../shared/bench/load-origin.mjs; without nginx only our own numbers are shown.
 */
import { Workplace } from "../tests/support/run-feedloom.ts";
import { sharedPath } from "../tests/support/shared.ts";
import { hasLoadGenerator } from "./serve/load.ts";
import { startLoadOrigin } from "./serve/load-origin.ts";
import { measureLatency } from "./serve/latency.ts";
import { measureRendering } from "./serve/rendering.ts";
import { measureThroughput } from "./serve/throughput.ts";

const [rounds = "3", seconds = "4"] = process.argv.slice(2);
const script = sharedPath("bench", "load-origin.mjs");
if (script === null) process.exit(0);
if (!hasLoadGenerator()) {
  process.stdout.write("wrk is not installed: nothing to make load with\n");
  process.exit(0);
}
const origin = await startLoadOrigin({ script, feeds: 1_000, entries: 10, port: 8_191 });
const feeds = origin.urls.map((url, number) => `  - { url: "${url}", tags: [t${number % 500}] }`);

/** A config in which sources are due every so often. */
function configOf(schedule: string, interval: string): string {
  return `
schedule: '${schedule}'
posts: { newSourceLimit: 0 }
poll: { allowPrivateAddresses: true, perHostDelay: 0s, perHost: 64, minInterval: ${interval}, maxInterval: ${interval} }
feeds:
${feeds.join("\n")}
`;
}

await using workplace = await Workplace.create(configOf("0 0 1 1 *", "1d"));
try {
  await workplace.run(["poll", "--all"], { LOG_LEVEL: "error" });
  await measureThroughput(workplace, { rounds: Number(rounds), seconds: Number(seconds) });
  await measureRendering(workplace, origin);
  await measureLatency(workplace, origin, {
    busyConfig: configOf("*/20 * * * * *", "10s"),
    idleConfig: configOf("0 0 1 1 *", "1d"),
  });
} finally {
  origin.stop();
}

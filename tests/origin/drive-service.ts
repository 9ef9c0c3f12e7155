/**
 * Lets the real service poll every path of the hostile origin for some minutes, subscribe at its hub and tell it of
 * changes, restarts it in the middle, and prints the judgement on its manners. Durations are a hundredth of the real
 * ones; the rhythm is not scaled, so each source has a schedule of its own instead.
 *
 *   node tests/origin/drive-service.ts [seconds, default 420]
 */
import { copyFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Workplace, type Service } from "../support/run-feedloom.ts";
import { sharedPath } from "../support/shared.ts";
import { freePort, HostileOrigin, verdictLine } from "./hostile-origin.ts";

const [seconds = "420", keptLog] = process.argv.slice(2);
const folder = sharedPath("origin");
if (folder === null) throw new Error("The hostile origin is not there.");
const origin = await HostileOrigin.start({ folder, scale: 0.01, hosts: 2, hasTls: true });
const port = String(await freePort());
const feeds = [...origin.sources, origin.untrusted].map(
  (url) => `  - { url: "${url}", schedule: "*/5 * * * * *" }`,
);
const workplace = await Workplace.create(`
url: http://127.0.0.1:${port}/
schedule: '*/5 * * * * *'
hub: ${origin.hub}
poll:
  webSub: true
  minInterval: 36s
  maxInterval: 864s
  perHostDelay: 120ms
  timeout: 10s
  allowPrivateAddresses: ${JSON.stringify(origin.allowedHosts)}
feeds:
${feeds.join("\n")}
`);

async function serveFor(ms: number): Promise<Service> {
  const service = await workplace.serve({}, port);
  await sleep(ms / 2);
  for (const mode of deliveries) {
    await origin.publish(mode);
    // Who delivers more at once than can be read is told to come again (503).
    await sleep(1_000);
  }
  await origin.verifyUnasked();
  await sleep(ms / 2);
  process.stdout.write(`exit code ${await service.stop()}\n`);
  return service;
}

const deliveries = "good bad-sig no-sig wrong-topic sha1 sha384 sha512 huge html twice".split(" ");
const half = (Number(seconds) * 1000) / 2;
await serveFor(half);
await origin.markRestart();
await serveFor(half);
process.stdout.write(`${feeds.length} sources\n${origin.score().map(verdictLine).join("\n")}\n`);
if (keptLog !== undefined) copyFileSync(origin.log, keptLog);
await origin[Symbol.asyncDispose]();
await workplace[Symbol.asyncDispose]();

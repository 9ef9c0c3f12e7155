/**
 * How fast sources are polled that have nothing new (most of all polls): a first poll takes all documents in, then every
 * poll is answered 304. Beside it, in turn, a bare undici loop that sends the same requests and stores nothing.
 *
 *   npm run bench:poll -- [sources, default 10000] [rounds, default 3]
 *
 * Needs ../shared/bench/load-origin.mjs.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sharedPath } from "../tests/support/shared.ts";
import type { Measured } from "./poll/measure.ts";

const [sources = "10000", rounds = "3"] = process.argv.slice(2);
const script = sharedPath("bench", "load-origin.mjs");
if (script === null) process.exit(0);
const port = "8190";
const shape = ["--feeds", sources, "--entries", "5", "--bytes", "500", "--port", port];
const origin = spawn(process.execPath, [script, ...shape], {
  stdio: ["ignore", "pipe", "inherit"],
});
await once(origin.stdout, "data");
const folder = mkdtempSync(path.join(tmpdir(), "feedloom-bench-"));

/** Log lines go to a file: reading them through a pipe would keep a third process busy beside the two that are timed. */
function run(file: string, mode = ""): Measured {
  const args = [path.join(import.meta.dirname, "poll", file), port, sources, folder, mode];
  const output = path.join(folder, "output");
  const fd = openSync(output, "w");
  execFileSync(process.execPath, args, { stdio: ["ignore", fd, "inherit"] });
  closeSync(fd);
  const lines = readFileSync(output, "utf8").trim().split("\n");
  return JSON.parse(lines.at(-1) ?? "") as Measured;
}

function say(what: string, measured: Measured): void {
  const { feedsPerSecond, cpuUs, peakMiB, stallMs, outcomes } = measured;
  const numbers = [Math.round(feedsPerSecond), `${cpuUs} µs`, `${peakMiB} MiB`, `${stallMs} ms`];
  process.stdout.write(`| ${[what, ...numbers, outcomes].join(" | ")} |\n`);
}

process.stdout.write(
  "| | feeds/s | processor a feed | peak memory | longest stall | outcomes |\n|---|---|---|---|---|---|\n",
);
try {
  say("first poll", run("poll-all.ts"));
  for (let round = 0; round < Number(rounds); round++) {
    const bare = run("bare-undici.ts");
    const ours = run("poll-all.ts", "warm");
    say("bare undici, all 304", bare);
    say("Feedloom, all 304", ours);
    const share = Math.round((100 * ours.feedsPerSecond) / bare.feedsPerSecond);
    process.stdout.write(`| share | ${share} % | | | | |\n`);
  }
} finally {
  origin.kill();
  rmSync(folder, { recursive: true, force: true });
}

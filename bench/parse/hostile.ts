/**
 * What documents cost that are made to hurt: seconds and peak memory of `inspect` on each, in a process of its own.
 *
 *   node bench/parse/hostile.ts
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hostileDocuments } from "../../tests/read/hostile-documents.ts";

const main = path.join(import.meta.dirname, "..", "..", "src", "main.ts");
const tellUsage =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('\\nused '+JSON.stringify(process.resourceUsage())))";

type Inspected = {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  readonly outcome: string;
};

function inspect(file: string): Inspected {
  const startedAt = performance.now();
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", tellUsage, main, "inspect", file],
    {
      encoding: "utf8",
      maxBuffer: 1e9,
    },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const used = JSON.parse(/used (.*)$/.exec(stderr)?.[1] ?? "{}") as NodeJS.ResourceUsage;
  const cpuSeconds = (used.userCPUTime + used.systemCPUTime) / 1e6;
  const peakMiB = used.maxRSS / 1024;
  const answer = JSON.parse(stdout) as { error?: string; entries?: unknown[] };
  return {
    seconds,
    cpuSeconds,
    peakMiB,
    outcome: answer.error ?? `${answer.entries?.length ?? 0} entries`,
  };
}

const folder = mkdtempSync(path.join(tmpdir(), "feedloom-hostile-"));
process.stdout.write(
  "| document | kB | wall s | CPU s | peak MiB | outcome |\n| --- | --- | --- | --- | --- | --- |\n",
);
try {
  const file = path.join(folder, "feed.xml");
  for (const { name, make } of [
    { name: "an empty feed", make: () => "<rss/>" },
    ...hostileDocuments,
  ]) {
    const text = make();
    writeFileSync(file, text);
    const { seconds, cpuSeconds, peakMiB, outcome } = inspect(file);
    const numbers = [
      Math.round(text.length / 1000),
      seconds.toFixed(2),
      cpuSeconds.toFixed(2),
      Math.round(peakMiB),
    ];
    process.stdout.write(`| ${[name, ...numbers, outcome.slice(0, 160)].join(" | ")} |\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

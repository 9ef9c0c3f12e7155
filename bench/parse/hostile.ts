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
const tellPeak =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS))";

type Inspected = { readonly seconds: number; readonly peakMiB: number; readonly outcome: string };

function inspect(file: string): Inspected {
  const startedAt = performance.now();
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", tellPeak, main, "inspect", file],
    {
      encoding: "utf8",
      maxBuffer: 1e9,
    },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const peakMiB = Number(/peak (\d+)$/.exec(stderr)?.[1] ?? Number.NaN) / 1024;
  const answer = JSON.parse(stdout) as { error?: string; entries?: unknown[] };
  return { seconds, peakMiB, outcome: answer.error ?? `${answer.entries?.length ?? 0} entries` };
}

const folder = mkdtempSync(path.join(tmpdir(), "feedloom-hostile-"));
process.stdout.write("| document | kB | s | MiB | outcome |\n| --- | --- | --- | --- | --- |\n");
try {
  const file = path.join(folder, "feed.xml");
  for (const { name, make } of [
    { name: "an empty feed", make: () => "<rss/>" },
    ...hostileDocuments,
  ]) {
    const text = make();
    writeFileSync(file, text);
    const { seconds, peakMiB, outcome } = inspect(file);
    const numbers = [Math.round(text.length / 1000), seconds.toFixed(2), Math.round(peakMiB)];
    process.stdout.write(`| ${[name, ...numbers, outcome.slice(0, 160)].join(" | ")} |\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BenchDocument } from "./documents.ts";
import type { Seconds } from "./measure.ts";

export type FeedparserResult = Seconds & { readonly version: string; readonly entries: number };

/** Debian's python3 first: the package python3-feedparser is only seen by that one. */
const pythons = ["/usr/bin/python3", "python3"];

/** Python feedparser over the same bytes in a process of its own; null where no Python here has it. */
export function measureFeedparser(documents: readonly BenchDocument[]): FeedparserResult | null {
  const python = pythons.find(
    (name) => spawnSync(name, ["-c", "import feedparser"], { stdio: "ignore" }).status === 0,
  );
  if (python === undefined) return null;
  const folder = mkdtempSync(path.join(tmpdir(), "feedloom-bench-"));
  try {
    const input = documents.map((document, index) => request(folder, document, index)).join("\n");
    const script = path.join(import.meta.dirname, "time_feedparser.py");
    const { stdout } = spawnSync(python, [script], {
      input,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "inherit"],
    });
    return JSON.parse(stdout) as FeedparserResult;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function request(
  folder: string,
  { bytes, contentType, url }: BenchDocument,
  index: number,
): string {
  const file = path.join(folder, `${index}.xml`);
  writeFileSync(file, bytes);
  return JSON.stringify({ file, contentType, url });
}

import { readFileSync } from "node:fs";
import { decide } from "../../src/dedup/decide.ts";
import type { EntryFeatures } from "../../src/dedup/entry-features.ts";
import { featuresOf } from "../../src/dedup/features.ts";
import { deriveEntry } from "../../src/entries/derive-entry.ts";
import { parsedEntry, type BenchmarkEntry } from "./benchmark-entry.ts";
import { sourceOf } from "./sources.ts";

type Pair = { readonly id: string; readonly a: BenchmarkEntry; readonly b: BenchmarkEntry };

export type PairDecision = {
  readonly id: string;
  readonly same: boolean;
  readonly reason: string;
  readonly evidence: string;
};

/** One decision for each pair of a file of JSON lines, as the service would decide if the two met. */
export function* decidePairs(file: string): Generator<PairDecision> {
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line.trim() !== "") {
      const { id, a, b } = JSON.parse(line) as Pair;
      yield { id, ...decide(benchmarkFeatures(a), benchmarkFeatures(b)) };
    }
  }
}

function benchmarkFeatures(entry: BenchmarkEntry): EntryFeatures {
  const parsed = parsedEntry(entry);
  const source = sourceOf(entry.feedUrl);
  return featuresOf(parsed, deriveEntry(parsed), { sourceId: source.id, feedUrl: source.url });
}

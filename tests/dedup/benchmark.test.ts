import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { decidePairs } from "../../bench/dedup/pairs.ts";

const file = path.join(import.meta.dirname, "../../../shared/dedup/pairs.jsonl");
if (!existsSync(file)) {
  process.stdout.write("no ../shared/dedup: the labelled pairs are not run\n");
}

it.runIf(existsSync(file))(
  "no article of the labelled pairs is lost, 96 % of the copies are found",
  () => {
    const lines = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "");
    const labels = new Map(
      lines
        .map((line) => JSON.parse(line) as { id: string; same: boolean })
        .map(({ id, same }) => [id, same]),
    );
    const decisions = [...decidePairs(file)];
    const lost = decisions.filter(({ id, same }) => same && labels.get(id) === false);
    const found = decisions.filter(({ id, same }) => same && labels.get(id) === true);
    const copies = [...labels.values()].filter(Boolean).length;
    expect(lost).toEqual([]);
    expect(found.length / copies).toBeGreaterThanOrEqual(0.96);
  },
  60_000,
);

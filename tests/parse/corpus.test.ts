import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";
import { sharedPath } from "../support/shared.ts";

const project = path.resolve(import.meta.dirname, "../..");
const corpus = sharedPath("corpus") ?? "";
const isThere = corpus !== "";

type Score = { readonly passed: number; readonly all: number; readonly crashes: number };

/** Categories whose every case has to pass. */
const flawless = ["sanitize", "real", "real-broken", "charset", "dates-invalid", "entities"];

test.skipIf(!isThere).each([
  ["lenient", []],
  ["strict", ["--strict"]],
])(
  "the open corpus, %s: 98.5 % of the cases, 97 % as mean over the categories",
  (mode, flags) => {
    const scores = runCorpus(flags);
    const total = scores.get("TOTAL") ?? { passed: 0, all: 1, crashes: 1 };
    scores.delete("TOTAL");
    const mean = meanOfCategories([...scores.values()]);
    process.stdout.write(
      `Open corpus, ${mode}: ${total.passed} of ${total.all} cases, mean of categories ${(100 * mean).toFixed(1)} %.\n`,
    );
    expect(total.crashes).toBe(0);
    for (const name of flawless)
      expect([name, scores.get(name)?.passed]).toEqual([name, scores.get(name)?.all]);
    expect(total.passed / total.all).toBeGreaterThanOrEqual(0.985);
    expect(mean).toBeGreaterThanOrEqual(0.97);
  },
  300_000,
);

/** The runner's table: passed, all and crashes by category. */
function runCorpus(flags: readonly string[]): Map<string, Score> {
  const { stdout } = spawnSync(
    process.execPath,
    [
      path.join(corpus, "run.mjs"),
      "--cases",
      path.join(corpus, "open.jsonl"),
      ...flags,
      "--",
      process.execPath,
      "src/main.ts",
      "inspect",
      "--lines",
    ],
    { cwd: project, encoding: "utf8", maxBuffer: 1 << 26 },
  );
  const rows = stdout.matchAll(/^(\S+)\s+(\d+)\/\s*(\d+) .*crashes\s+(\d+)/gm);
  return new Map(
    Array.from(rows, ([, name = "", passed, all, crashes]) => [
      name,
      { passed: Number(passed), all: Number(all), crashes: Number(crashes) },
    ]),
  );
}

/** Categories of fewer than five cases count as one together. */
function meanOfCategories(scores: readonly Score[]): number {
  const small = scores.filter(({ all }) => all < 5);
  const pool = {
    passed: sum(small.map(({ passed }) => passed)),
    all: sum(small.map(({ all }) => all)),
    crashes: 0,
  };
  const counted = [...scores.filter(({ all }) => all >= 5), ...(pool.all > 0 ? [pool] : [])];
  return sum(counted.map(({ passed, all }) => passed / all)) / counted.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

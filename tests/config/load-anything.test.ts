import { readFileSync } from "node:fs";

import { array, assert, constantFrom, integer, property, string, tuple } from "fast-check";
import { expect, test } from "vitest";

import { EXAMPLE_URL } from "../../src/config/file.ts";
import { loadConfig } from "../../src/config/load.ts";

const EXAMPLE = readFileSync(EXAMPLE_URL, "utf8");

const FRAGMENTS = [
  ..."\t|\n|: |- |# |*|&a|*a|<<: *a|[|]|{|}|'|\"|!!binary |!x |? |--- |%|@|`|null|~|-1|1e400|.inf|0x1f".split(
    "|",
  ),
  ..."${A}|${A|__proto__: 1|constructor: x|feeds:|poll: 3|keep: [{title: (}]|? {a: b}\n: c|2001-01-01|yes".split(
    "|",
  ),
  "|\n  block",
  ">-\n",
  "\u0000",
  "\ufeff",
  "\u2028",
];

test("whatever is in the file, the answer is a config or problems with lines", () => {
  const splice = tuple(
    integer({ min: 0, max: EXAMPLE.length }),
    integer({ min: 0, max: 40 }),
    constantFrom(...FRAGMENTS),
  );
  assert(
    property(array(splice, { minLength: 1, maxLength: 4 }), (splices) => {
      const text = splices.reduce(
        (now, [at, cut, added]) => now.slice(0, at) + added + now.slice(at + cut),
        EXAMPLE,
      );
      const result = loadConfig(text, { A: "hunter2" });
      if (result.ok) return;
      expect(result.problems.length).toBeGreaterThan(0);
      for (const { line, column } of result.problems) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(text.split("\n").length);
        expect(column).toBeGreaterThanOrEqual(1);
      }
      expect(JSON.stringify(result.problems)).not.toContain("hunter2");
    }),
    { numRuns: 400 },
  );
});

test("text that is no YAML at all is answered too", () => {
  assert(
    property(string({ maxLength: 80 }), (text) => {
      expect(loadConfig(text, {}).ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});

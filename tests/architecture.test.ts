import path from "node:path";
import { describe, expect, it } from "vitest";
import { breachesOf, readTree } from "./support/structure.ts";

const source = path.join(import.meta.dirname, "..", "src");

describe("the structure of src/", () => {
  it("follows the direction rule, keeps stations pure, packages at home, and has no cycles", () => {
    expect(breachesOf(readTree(source))).toEqual([]);
  });

  it.each([
    [
      "a station that imports another",
      "parse/a.ts",
      'import { b } from "../store/b.ts";',
      "parse may not import store",
    ],
    [
      "a model that imports a station",
      "model/a.ts",
      'import type { B } from "../fetch/b.ts";',
      "model may not import fetch",
    ],
    [
      "a worker address up the stream",
      "parse/a.ts",
      'new URL("../poll.ts", import.meta.url)',
      "parse may not import poll.ts",
    ],
    [
      "I/O in a pure station",
      "publish/a.ts",
      'import { readFile } from "node:fs/promises";',
      "publish is pure",
    ],
    ["a clock in a pure station", "dedup/a.ts", "export const at = Date.now();", "reads a clock"],
    [
      "a package outside its home",
      "serve/a.ts",
      'import { request } from "undici";',
      "only fetch may",
    ],
    [
      "process away from the edge",
      "store/a.ts",
      "export const home = process.env;",
      "touches process",
    ],
    [
      "a folder nobody knows",
      "utils/a.ts",
      'import { b } from "../model/b.ts";',
      "no place in the direction rule",
    ],
  ])("finds %s", (_, file, text, breach) => {
    expect(breachesOf(new Map([[file, text]])).join("\n")).toContain(breach);
  });

  it("finds a second file that imports a one-file package", () => {
    const text = 'import Parser from "rss-parser";';
    const tree = new Map([
      ["parse/a.ts", text],
      ["parse/b.ts", text],
    ]);
    expect(breachesOf(tree)).toEqual(["rss-parser is imported by 2 files, at most 1 may"]);
  });

  it("finds a cycle", () => {
    const tree = new Map([
      ["fetch/a.ts", 'import { b } from "./b.ts";'],
      ["fetch/b.ts", 'import { a } from "./a.ts";'],
    ]);
    expect(breachesOf(tree)).toEqual(["cycle: fetch/a.ts → fetch/b.ts → fetch/a.ts"]);
  });
});

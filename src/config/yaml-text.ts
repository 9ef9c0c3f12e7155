import { isAlias, isMap, isNode, isScalar, isSeq } from "yaml";
import type { Alias, Document, LineCounter, Pair, Scalar } from "yaml";

import { fillEnvironment } from "./environment.ts";
import type { Environment } from "./environment.ts";
import { formatPath } from "./problem.ts";
import type { Path, Problem } from "./problem.ts";
import { aliasHint, parseTolerantly } from "./yaml-syntax.ts";
import type { Syntax } from "./yaml-syntax.ts";

/** A YAML text as plain values, with everything needed to say where each of them stands. */
export type YamlText = {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** From this line on the structure is broken and other problems are guesses; Infinity: nowhere. */
  readonly brokenFromLine: number;
  /** Where the key, item or, failing that, the nearest thing around a path begins. */
  readonly locate: (path: Path) => { readonly line: number; readonly column: number };
  readonly has: (path: Path) => boolean;
  /** A scalar as the file has it, `${NAME}` unfilled; null for what is no scalar. */
  readonly asWritten: (path: Path) => string | null;
  /** What `${NAME}` stood for in a scalar. */
  readonly filledAt: (path: Path) => readonly string[];
  /** The same for all values of a map. */
  readonly filledBelow: (path: Path) => readonly string[];
  /** Values that came from the environment. */
  readonly secrets: readonly string[];
};

/** Bounds for a file that folds into more than it shows: aliases of aliases, a list that contains itself. */
const MOST_ALIASED_NODES = 50_000;
const DEEPEST = 40;

export function readYaml(text: string, env: Environment): YamlText {
  const syntax = parseTolerantly(text);
  const walk = new YamlWalk(syntax, env);
  const value = walk.valueOf(syntax.document.contents, []);
  // What the walk says of a line (an alias that is none) explains the parser's complaints about it.
  const explained = new Set(walk.problems.map((problem) => problem.line));
  const unexplained = [...syntax.problems.values()].filter(({ line }) => !explained.has(line));
  return {
    value,
    problems: [...unexplained, ...walk.problems],
    brokenFromLine: Math.min(...syntax.brokenLines.filter((line) => !explained.has(line))),
    locate: (path) => walk.locate(path),
    has: (path) => walk.offsets.has(keyOf(path)),
    asWritten: (path) => walk.written.get(keyOf(path)) ?? null,
    filledAt: (path) => walk.filled.get(keyOf(path)) ?? [],
    filledBelow: (path) => walk.filledBelow(path),
    secrets: [...walk.filled.values()].flat(),
  };
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

class YamlWalk {
  readonly problems: Problem[] = [];
  readonly offsets = new Map<string, number>();
  readonly written = new Map<string, string>();
  readonly filled = new Map<string, readonly string[]>();
  #openAliases = 0;
  #aliasedNodes = 0;
  #isTooMuch = false;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #env: Environment;

  constructor({ document, lines }: Syntax, env: Environment) {
    this.#document = document;
    this.#lines = lines;
    this.#env = env;
  }

  valueOf(node: unknown, path: Path): unknown {
    if (this.#openAliases > 0) this.#aliasedNodes += 1;
    if (this.#aliasedNodes > MOST_ALIASED_NODES || path.length > DEEPEST)
      return this.#tooMuch(path);
    if (isAlias(node)) return this.#aliased(node, path);
    if (isMap(node)) return this.#mapping(node.items, path);
    if (isSeq(node)) return node.items.map((item, index) => this.#item(item, [...path, index]));
    return isScalar(node) ? this.#scalar(node, path) : null;
  }

  locate(path: Path): { readonly line: number; readonly column: number } {
    for (let length = path.length; length > 0; length -= 1) {
      const offset = this.offsets.get(keyOf(path.slice(0, length)));
      if (offset !== undefined) return this.#position(offset);
    }
    return { line: 1, column: 1 };
  }

  filledBelow(path: Path): readonly string[] {
    const begin = `${keyOf(path).slice(0, -1)},`;
    return [...this.filled].flatMap(([key, values]) => (key.startsWith(begin) ? values : []));
  }

  #aliased(node: Alias, path: Path): unknown {
    const target = node.resolve(this.#document);
    if (target !== undefined) {
      this.#openAliases += 1;
      const value = this.valueOf(target, path);
      this.#openAliases -= 1;
      return value;
    }
    this.#report(path, `the YAML alias *${node.source} has no anchor`, aliasHint(node.source));
    return undefined;
  }

  /** A key without a value (all its lines commented out) counts as left out. */
  #mapping(pairs: readonly Pair[], path: Path): unknown {
    const entries = pairs.map(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : String(key);
      const at = [...path, name];
      this.#mark(at, key);
      return [name, this.valueOf(value, at) ?? undefined] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  #item(node: unknown, path: Path): unknown {
    this.#mark(path, node);
    return this.valueOf(node, path);
  }

  #scalar(node: Scalar, path: Path): unknown {
    if (typeof node.value !== "string") {
      this.written.set(keyOf(path), node.source ?? String(node.value));
      return node.value;
    }
    this.written.set(keyOf(path), node.value);
    const filled = fillEnvironment(node.value, this.#env);
    if (filled.values.length > 0) this.filled.set(keyOf(path), filled.values);
    for (const fault of filled.faults)
      this.#report(path, fault, "set it, or take it out of the file");
    return filled.faults.length === 0 ? filled.text : undefined;
  }

  #tooMuch(path: Path): undefined {
    if (!this.#isTooMuch) this.#report(path, "is nested or repeated too deeply", null);
    this.#isTooMuch = true;
  }

  #mark(path: Path, node: unknown): void {
    const offset = isNode(node) ? node.range?.[0] : undefined;
    if (offset !== undefined) this.offsets.set(keyOf(path), offset);
  }

  #report(path: Path, message: string, hint: string | null): void {
    this.problems.push({ ...this.locate(path), path: formatPath(path), message, hint });
  }

  #position(offset: number): { readonly line: number; readonly column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

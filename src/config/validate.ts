import type { z } from "zod";

import { formatPath } from "./problem.ts";
import type { Path, Problem } from "./problem.ts";
import { configSchema } from "./schema.ts";
import type { ConfiguredValues } from "./schema.ts";
import { keysAt, sectionsWith } from "./schema-shape.ts";
import { closest } from "./suggestion.ts";
import { hideAnythingBeforeAt } from "./web-address.ts";
import type { YamlText } from "./yaml-text.ts";

type Issue = z.core.$ZodIssue;

const MISSING = "is missing";
const NO_FEEDS = "an empty list is written feeds: []";

export type Validation = {
  /** null when there are problems. */
  readonly values: ConfiguredValues | null;
  readonly problems: readonly Problem[];
};

/** Checks the file's values against the schema; every problem with its place in the file. */
export function validate(value: unknown, yaml: YamlText): Validation {
  const result = configSchema.safeParse(value);
  if (result.success) return { values: result.data, problems: [] };
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, yaml));
  return { values: null, problems: withoutRenamed(problems) };
}

/** `feed:` for `feeds:` is one mistake: the unknown key's hint already names the missing one. */
function withoutRenamed(problems: readonly Problem[]): readonly Problem[] {
  const hints = new Set(problems.map(({ hint }) => hint));
  return problems.filter(({ path, message }) => {
    const key = /[^.]*$/.exec(path)?.[0] ?? path;
    return message !== MISSING || !hints.has(meant(key));
  });
}

function problemsOf(issue: Issue, yaml: YamlText): readonly Problem[] {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey([...path, key], yaml));
  }
  if (issue.code === "invalid_key")
    return issue.issues.map((inner) => problemAt(path, inner, yaml));
  return [problemAt(path, issue, yaml)];
}

function problemAt(path: Path, issue: Issue, yaml: YamlText): Problem {
  const at = { ...yaml.locate(path), path: formatPath(path) };
  if (issue.code === "invalid_type" && path.length > 0) {
    if (!yaml.has(path) && !isAddressAlone(path, yaml))
      return { ...at, message: MISSING, hint: formatPath(path) === "feeds" ? NO_FEEDS : null };
    if (yaml.asWritten(path) === "") return { ...at, message: "is empty", hint: null };
  }
  const message = `${sentenceFor(issue)}${found(path, yaml)}`;
  return { ...at, message, hint: hintFor(issue, path, yaml) };
}

function unknownKey(path: Path, yaml: YamlText): Problem {
  const key = String(path.at(-1));
  if (key === "<<") {
    const at = { ...yaml.locate(path), path: formatPath(path) };
    return { ...at, message: "merge keys are not read", hint: "write the keys out" };
  }
  const suggestion = closest(key, keysAt(path.slice(0, -1)));
  const section = path.length === 1 ? sectionsWith(key)[0] : undefined;
  const elsewhere = section === undefined ? null : `it belongs under ${section}`;
  return {
    ...yaml.locate(path),
    path: formatPath(path),
    message: "this key is not known",
    hint: elsewhere ?? (suggestion === null ? null : meant(suggestion)),
  };
}

function sentenceFor(issue: Issue): string {
  const own = ownWords(issue);
  if (own !== null) return own;
  if (issue.code === "invalid_type") return `expected ${KINDS[issue.expected] ?? issue.expected}`;
  if (issue.code === "invalid_value") {
    return `expected one of ${issue.values.map(String).join(", ")}`;
  }
  if (issue.code === "too_big") return `must be at most ${issue.maximum}`;
  if (issue.code !== "too_small") return issue.message;
  return issue.origin === "string" ? "is empty" : `must be at least ${issue.minimum}`;
}

/** The sentence the schema gives itself; zod's own are in its words, not in an operator's. */
function ownWords({ message }: Issue): string | null {
  return message.startsWith("expected") ? message : null;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  int: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  tuple: "a pair",
  object: "a map of keys and values",
  record: "a map of keys and values",
};

function hintFor(issue: Issue, path: Path, yaml: YamlText): string | null {
  if (issue.code === "custom") {
    const hint: unknown = issue.params?.["hint"];
    return typeof hint === "string" ? hint : null;
  }
  if (path.length === 0) return "put the addresses in a list under feeds:";
  const written = yaml.asWritten(path);
  if (written === null) return null;
  if (issue.code === "invalid_value") {
    const word = closest(written, issue.values.map(String));
    return word === null ? null : meant(word);
  }
  return issue.code === "invalid_type" && ownWords(issue) === null
    ? typeHint(issue.expected, written)
    : null;
}

function typeHint(expected: string, written: string): string | null {
  if (expected === "string") return "put it in quotes";
  if (expected === "number" && Number.isFinite(Number(written))) return "take off the quotes";
  if (expected === "array") return "put each on its own line after a dash, or in [ ]";
  return expected === "boolean" && /^(?:yes|no|on|off)$/i.test(written)
    ? "YAML 1.2 knows true and false only"
    : null;
}

function meant(word: string): string {
  return `did you mean ${word}?`;
}

/** The value as the file has it: `${NAME}` stays unfilled; header values and userinfo are left out. */
function found(path: Path, yaml: YamlText): string {
  const written = yaml.asWritten(isAddressAlone(path, yaml) ? path.slice(0, -1) : path);
  if (written === null || written === "" || path.includes("headers")) return "";
  const shown = hideAnythingBeforeAt(written);
  return `, found "${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}"`;
}

/** A feed listed as a bare address: what is checked as its `url` stands in the file as the item itself. */
function isAddressAlone(path: Path, yaml: YamlText): boolean {
  return path.at(-1) === "url" && !yaml.has(path) && yaml.asWritten(path.slice(0, -1)) !== null;
}

import type { Path, Problem } from "./problem.ts";
import { formatPath } from "./problem.ts";
import { readDuration } from "./duration.ts";
import { readOutputPath } from "./output-path.ts";
import { comparableAddress } from "./web-address.ts";
import type { YamlText } from "./yaml-text.ts";

/**
 * What no single value shows: the same thing twice, intervals the wrong way round. Works on unchecked values, so that
 * these problems are listed even where others keep the config from being read.
 */
export function crossChecks(value: unknown, yaml: YamlText): readonly Problem[] {
  return [
    ...repeated(
      { items: listAt(value, "feeds"), list: "feeds", key: "url" },
      comparableAddress,
      yaml,
    ),
    ...repeated(
      { items: listAt(value, "outputs"), list: "outputs", key: "path" },
      comparablePath,
      yaml,
    ),
    ...intervalOrder(at(value, "poll"), yaml),
    ...hubFromEnvironment(yaml),
  ];
}

type Listed = { readonly items: readonly unknown[]; readonly list: string; readonly key: string };

function repeated(
  { items, list, key }: Listed,
  comparable: (text: string) => string,
  yaml: YamlText,
): readonly Problem[] {
  const first = new Map<string, Path>();
  return items.flatMap((item, index) => {
    const text = at(item, key);
    if (typeof text !== "string") return [];
    const path: Path = [list, index, key];
    const earlier = first.get(comparable(text));
    if (earlier === undefined) first.set(comparable(text), path);
    return earlier === undefined ? [] : [repetition(path, earlier, yaml)];
  });
}

function repetition(path: Path, earlier: Path, yaml: YamlText): Problem {
  const what = path[0] === "feeds" ? "the same feed" : "the same path";
  const { line } = yaml.locate(earlier);
  const message = `${what} as in line ${line} (${formatPath(earlier.slice(0, -1))})`;
  return { ...yaml.locate(path), path: formatPath(path), message, hint: "keep one of the two" };
}

function intervalOrder(poll: unknown, yaml: YamlText): readonly Problem[] {
  const least = durationAt(poll, "minInterval", "1h");
  const most = durationAt(poll, "maxInterval", "1d");
  if (least === null || most === null || least <= most) return [];
  const path = ["poll", yaml.has(["poll", "maxInterval"]) ? "maxInterval" : "minInterval"];
  const message = "minInterval is longer than maxInterval";
  return [{ ...yaml.locate(path), path: formatPath(path), message, hint: null }];
}

/** Feeds name their hub, and nothing that came from the environment is published. */
function hubFromEnvironment(yaml: YamlText): readonly Problem[] {
  if (yaml.filledAt(["hub"]).length === 0) return [];
  const message = "feeds name their hub to everybody, so it cannot come from the environment";
  return [{ ...yaml.locate(["hub"]), path: "hub", message, hint: "write it out" }];
}

function durationAt(poll: unknown, key: string, fallback: string): number | null {
  const text = at(poll, key) ?? fallback;
  const reading = typeof text === "string" ? readDuration(text) : null;
  return reading?.ok === true ? reading.value : null;
}

function comparablePath(text: string): string {
  const reading = readOutputPath(text);
  return reading.ok ? reading.value.toLowerCase() : text;
}

function at(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}

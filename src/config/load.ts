import type { Config } from "../model/config.ts";
import { crossChecks } from "./cross-checks.ts";
import type { Environment } from "./environment.ts";
import { inFileOrder } from "./problem.ts";
import type { Problem } from "./problem.ts";
import { unmatchedReferences } from "./references.ts";
import type { ConfiguredValues } from "./schema.ts";
import { secretsOfSource, sourceFrom } from "./source-list.ts";
import { validate } from "./validate.ts";
import { readYaml } from "./yaml-text.ts";
import type { YamlText } from "./yaml-text.ts";

export type LoadedConfig =
  | {
      readonly ok: true;
      readonly config: Config;
      /** Texts that must never be shown or logged, longest first: from the environment, userinfo, header values. */
      readonly secrets: readonly string[];
      /** What is most likely a mistake, although the config can be used. */
      readonly doubts: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Shorter texts are in every log line; taking them out would garble all and hide nothing. */
const SHORTEST_SECRET = 3;

/** Reads the text of a config file; every problem in it, or the config with all defaults filled in. */
export function loadConfig(text: string, env: Environment): LoadedConfig {
  const yaml = readYaml(text, env);
  const value = withFeedMaps(yaml);
  const validation = validate(value, yaml);
  const found = [...validation.problems, ...crossChecks(value, yaml)];
  const problems = [...yaml.problems, ...notExplainedBy(yaml, found)];
  if (validation.values === null || problems.length > 0) {
    return { ok: false, problems: inFileOrder(problems) };
  }
  const config = configFrom(validation.values, yaml);
  const secrets = [...yaml.secrets, ...config.sources.flatMap(secretsOfSource)];
  const doubts = inFileOrder(unmatchedReferences(config, yaml));
  return { ok: true, config, secrets: worthHiding(secrets), doubts };
}

/**
 * An address alone becomes `{ url }` before anything is checked: a union in the schema would hide what is wrong with
 * a map. `feeds:` with all its lines commented out is an empty list.
 */
function withFeedMaps({ value, has }: YamlText): unknown {
  if (value === null || value === undefined) return {};
  if (typeof value !== "object" || Array.isArray(value)) return value;
  const feeds: unknown = "feeds" in value ? value.feeds : has(["feeds"]) ? [] : undefined;
  if (!Array.isArray(feeds)) return feeds === undefined ? value : { ...value, feeds };
  const maps = feeds.map((feed: unknown) => (typeof feed === "string" ? { url: feed } : feed));
  return { ...value, feeds: maps };
}

/** What the YAML already explains is not said twice, and below a broken structure everything is a guess. */
function notExplainedBy(yaml: YamlText, problems: readonly Problem[]): readonly Problem[] {
  const explained = new Set(yaml.problems.map(({ path, line }) => `${line} ${path}`));
  const isStructureWhole = yaml.brokenFromLine === Infinity;
  return problems.filter(({ line, path, message }) => {
    if (explained.has(`${line} ${path}`)) return false;
    // A rule whose one field could not be read is no empty rule.
    if (path !== "" && yaml.problems.some((known) => isBelow(known.path, path))) return false;
    return isStructureWhole || (line < yaml.brokenFromLine && message !== "is missing");
  });
}

function isBelow(path: string, parent: string): boolean {
  return path.startsWith(`${parent}.`) || path.startsWith(`${parent}[`);
}

function configFrom(values: ConfiguredValues, yaml: YamlText): Config {
  const { feeds, poll, quietAfter, ...same } = values;
  const { minInterval, maxInterval, perHostDelay, timeout, maxBody, ...samePoll } = poll;
  return {
    ...same,
    poll: {
      ...samePoll,
      minIntervalMs: minInterval,
      maxIntervalMs: maxInterval,
      perHostDelayMs: perHostDelay,
      timeoutMs: timeout,
      maxBodyBytes: maxBody,
    },
    quietAfterMs: quietAfter,
    sources: feeds.map((feed, index) =>
      sourceFrom(feed, {
        writtenUrl:
          yaml.asWritten(["feeds", index, "url"]) ?? yaml.asWritten(["feeds", index]) ?? feed.url,
        secrets: filledInFeed(yaml, index),
        minIntervalMs: minInterval,
        maxIntervalMs: maxInterval,
      }),
    ),
  };
}

/** A name or a tag from the environment is there to be shown. */
function filledInFeed(yaml: YamlText, index: number): readonly string[] {
  const feed = ["feeds", index];
  const paths = [feed, [...feed, "url"], [...feed, "proxy"]];
  const headers = yaml.filledBelow([...feed, "headers"]);
  return [...new Set([...paths.flatMap((path) => yaml.filledAt(path)), ...headers])];
}

function worthHiding(secrets: readonly string[]): readonly string[] {
  const distinct = [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST_SECRET);
  return distinct.sort((a, b) => b.length - a.length);
}

import type { Config } from "../model/config.ts";
import type { Rule } from "../model/source.ts";
import { formatPath } from "./problem.ts";
import type { Path, Problem } from "./problem.ts";
import { closest } from "./suggestion.ts";
import { hideAnythingBeforeAt } from "./web-address.ts";
import type { YamlText } from "./yaml-text.ts";

/** A word that should name a source or a tag, and where it stands. */
type Reference = { readonly path: Path; readonly wanted: string };

/**
 * Sources and tags that are named and not listed: mostly slips of the pen, which leave an output empty or a rule without
 * effect. No error, since a feed may be taken out for a while.
 */
export function unmatchedReferences(config: Config, yaml: YamlText): readonly Problem[] {
  const { sources } = config;
  const tags = new Set(sources.flatMap((source) => source.tags.map((tag) => tag.toLowerCase())));
  const named = new Set(sources.flatMap(({ url, publicUrl, name }) => [url, publicUrl, name]));
  const known = sources.map(
    ({ publicUrl }, index) => yaml.asWritten(["feeds", index, "name"]) ?? publicUrl,
  );
  const openTags = [...tags].filter((tag) => !yaml.secrets.some((one) => isIn(one, tag)));
  const noSource = sourceReferences(config).filter(({ wanted }) => !named.has(wanted));
  const noTag = tagReferences(config).filter(({ wanted }) => !tags.has(wanted.toLowerCase()));
  return [
    ...noSource.map((one) => ({ ...one, what: "address or name", known })),
    ...noTag.map((one) => ({ ...one, what: "tag", known: openTags })),
  ]
    .slice(0, mostTold)
    .map((one) => problemOf(one, yaml));
}

/** Comparing words takes its time; who has more of them has a list that is meant otherwise. */
const mostTold = 20;
const mostCompared = 200;

function isIn(secret: string, tag: string): boolean {
  return tag.includes(secret.toLowerCase());
}

function sourceReferences({ keep, drop, outputs, sources }: Config): readonly Reference[] {
  return [
    ...ruleReferences({ keep, drop }, []),
    ...sources.flatMap((source, index) => ruleReferences(source, ["feeds", index])),
    ...outputs.flatMap((output, index) => [
      ...ruleReferences(output, ["outputs", index]),
      ...output.sources.map((wanted, at) => ({ path: ["outputs", index, "sources", at], wanted })),
    ]),
  ];
}

function ruleReferences(
  lists: { readonly keep: readonly Rule[]; readonly drop: readonly Rule[] },
  place: Path,
): readonly Reference[] {
  return (["keep", "drop"] as const).flatMap((list) =>
    lists[list].flatMap(({ source }, at) =>
      source === undefined ? [] : [{ path: [...place, list, at, "source"], wanted: source }],
    ),
  );
}

function tagReferences({ outputs }: Config): readonly Reference[] {
  return outputs.flatMap((output, index) =>
    output.tags.map((wanted, at) => ({ path: ["outputs", index, "tags", at], wanted })),
  );
}

type Unmatched = Reference & { readonly what: string; readonly known: readonly string[] };

function problemOf({ path, wanted, what, known }: Unmatched, yaml: YamlText): Problem {
  // As the file has it: what `${NAME}` stands for is not shown.
  const written = hideAnythingBeforeAt(yaml.asWritten(path) ?? "");
  const meant = closest(wanted, known.slice(0, mostCompared));
  return {
    ...yaml.locate(path),
    path: formatPath(path),
    message: `no feed has the ${what} "${written}"`,
    hint: meant === null ? null : `did you mean ${meant}?`,
  };
}

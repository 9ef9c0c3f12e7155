import { isNamed } from "../model/source-name.ts";
import type { Rule, Source } from "../model/source.ts";
import type { StoredEntry } from "../model/stored.ts";
import { verdictOn, type RuleLists, type Verdict } from "./verdicts.ts";

/** Patterns see no more of a text than this: what matters stands early. */
const maxTextLength = 20_000;

/**
 * Whether the rules let an entry of `source` through. The first match decides, in this order: global drop, source drop,
 * global keep, source keep; where there are keep rules and none matches, the entry is not shown. `source` is the one that
 * the config of `global` has for the entry.
 */
export function judgeEntry(entry: StoredEntry, source: Source, global: RuleLists): Verdict {
  const lists = [global.drop, source.drop, global.keep, source.keep];
  if (lists.every((list) => list.length === 0)) return { isShown: true, by: null };
  return verdictOn(entry, global, () => judge(entry, source, global));
}

function judge(entry: StoredEntry, source: Source, global: RuleLists): Verdict {
  const isMatch = (rule: Rule): boolean => matchesRule(rule, entry, source);
  if (global.drop.some(isMatch)) return { isShown: false, by: "global drop" };
  if (source.drop.some(isMatch)) return { isShown: false, by: "source drop" };
  if (global.keep.some(isMatch)) return { isShown: true, by: "global keep" };
  if (source.keep.some(isMatch)) return { isShown: true, by: "source keep" };
  const hasKeep = global.keep.length + source.keep.length > 0;
  return hasKeep ? { isShown: false, by: "no keep" } : { isShown: true, by: null };
}

function matchesRule(rule: Rule, entry: StoredEntry, source: Source): boolean {
  const { raw, derived } = entry;
  return (
    (rule.source === undefined || isNamed(source, rule.source)) &&
    (rule.title === undefined || isFound(rule.title, derived.title)) &&
    (rule.url === undefined || isFound(rule.url, raw.url)) &&
    (rule.author === undefined || isFoundIn(rule.author, authorTexts(entry))) &&
    (rule.category === undefined || isFoundIn(rule.category, derived.categories)) &&
    (rule.content === undefined || isFoundIn(rule.content, contentTexts(entry)))
  );
}

function authorTexts({ derived }: StoredEntry): readonly (string | null)[] {
  return derived.authors.flatMap(({ name, email }) => [name, email]);
}

/** The plain text first: `content: 'deep learning'` should match although a tag stands between the words. */
function contentTexts({ derived }: StoredEntry): readonly (string | null)[] {
  return [derived.text.blocks.join("\n"), derived.contentHtml ?? derived.summaryHtml];
}

function isFoundIn(pattern: RegExp, texts: readonly (string | null)[]): boolean {
  return texts.some((text) => isFound(pattern, text));
}

function isFound(pattern: RegExp, text: string | null): boolean {
  // `search` starts at the beginning whatever the pattern's flags; `test` with a `g` flag remembers.
  return text !== null && text.slice(0, maxTextLength).search(pattern) !== -1;
}

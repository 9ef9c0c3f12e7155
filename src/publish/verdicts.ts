import type { Rule } from "../model/source.ts";
import type { StoredEntry } from "../model/stored.ts";

export type RuleLists = { readonly keep: readonly Rule[]; readonly drop: readonly Rule[] };

export type Verdict = {
  readonly isShown: boolean;
  /** The list that decided; null: no rule did. */
  readonly by: "global drop" | "source drop" | "global keep" | "source keep" | "no keep" | null;
};

type Remembered = { readonly sign: number; readonly verdict: Verdict };

/** Entries of one config, the last judged; every feed, page and tag asks for the same. */
const maxRemembered = 20_000;

/** By the lists of a running config or output; gone with it. */
const remembered = new WeakMap<RuleLists, Map<number, Remembered>>();

/** The verdict on an entry, judged once as long as rules and text are the same. */
export function verdictOn(entry: StoredEntry, lists: RuleLists, judge: () => Verdict): Verdict {
  const verdicts = remembered.get(lists) ?? new Map<number, Remembered>();
  remembered.set(lists, verdicts);
  const sign = signOf(entry);
  const known = verdicts.get(entry.entryId);
  if (known?.sign === sign) return known.verdict;
  const verdict = judge();
  verdicts.delete(entry.entryId);
  verdicts.set(entry.entryId, { sign, verdict });
  if (verdicts.size > maxRemembered) verdicts.delete(verdicts.keys().next().value ?? 0);
  return verdict;
}

/** Of the text judged: when it was edited, and what another version of the program would derive otherwise. */
function signOf({ editedAt, raw, derived }: StoredEntry): number {
  const { title, authors, categories, text, contentHtml, summaryHtml } = derived;
  const blocks = text.blocks.reduce((sum, { length }) => sum + length, 0);
  const html = (contentHtml ?? summaryHtml ?? "").length;
  return hashOf(JSON.stringify([editedAt, raw.url, title, authors, categories, blocks, html]));
}

function hashOf(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

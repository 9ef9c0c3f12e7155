import type { IncomingEntry } from "../model/stored.ts";
import { dateOf, sortAt } from "./sort-at.ts";
import type { SortFacts } from "./sort-at.ts";

/** An entry of a document with its place in the order, should it be new. */
export type PlannedEntry = {
  readonly incoming: IncomingEntry;
  readonly position: number;
  readonly sortAt: number;
  readonly backlogRank: number | null;
};

/**
 * The document's entries, the oldest first, as they are numbered: archives lead back in time, and retention takes what
 * has the lowest numbers. Of an identity that repeats, the first.
 */
export function planEntries(
  entries: readonly IncomingEntry[],
  facts: Omit<SortFacts, "datedAt">,
): readonly PlannedEntry[] {
  const unique = new Map<string, IncomingEntry>();
  for (const entry of entries) {
    if (!unique.has(entry.identity)) unique.set(entry.identity, entry);
  }
  const planned = [...unique.values()].map((incoming, position) => ({
    incoming,
    position,
    sortAt: sortAt({ ...facts, datedAt: dateOf(incoming) }),
    backlogRank: null,
  }));
  const newestFirst = planned.toSorted((a, b) => b.sortAt - a.sortAt || a.position - b.position);
  return (facts.isFirstPoll ? rankBacklog(newestFirst) : newestFirst).toReversed();
}

/** The first poll of a source may bring years of entries; their rank by date lets publishing show the newest few. */
function rankBacklog(newestFirst: readonly PlannedEntry[]): readonly PlannedEntry[] {
  return newestFirst.map((entry, backlogRank) => ({ ...entry, backlogRank }));
}

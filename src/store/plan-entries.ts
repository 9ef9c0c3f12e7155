import type { IncomingEntry } from "../model/stored.ts";
import { sortAt } from "./sort-at.ts";
import type { SortFacts } from "./sort-at.ts";

/** An entry of a document with its place in the order, should it be new. */
export type PlannedEntry = {
  readonly incoming: IncomingEntry;
  readonly position: number;
  readonly sortAt: number;
  readonly backlogRank: number | null;
};

/** The document's entries in its order; of an identity that repeats, the first. */
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
    sortAt: sortAt({ ...facts, datedAt: incoming.publishedAt ?? incoming.updatedAt }),
    backlogRank: null,
  }));
  return facts.isFirstPoll ? rankBacklog(planned) : planned;
}

/** The first poll of a source may bring years of entries; their rank by date lets publishing show the newest few. */
function rankBacklog(planned: readonly PlannedEntry[]): readonly PlannedEntry[] {
  const byDate = [...planned].sort((a, b) => b.sortAt - a.sortAt || a.position - b.position);
  const ranks = new Map(byDate.map(({ position }, rank) => [position, rank]));
  return planned.map((entry) => ({ ...entry, backlogRank: ranks.get(entry.position) ?? null }));
}

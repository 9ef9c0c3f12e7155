import type { PlannedEntry } from "./plan-entries.ts";
import type { SavingPoll } from "./saving-poll.ts";
import type { Database } from "./schema.ts";
import { dateOf } from "./sort-at.ts";

/** A stored entry that stands in the slice. */
export type KnownEntry = {
  readonly id: number;
  readonly identity: string;
  readonly contentHash: string;
  readonly lastListedAt: number | null;
  readonly prunedAt: number | null;
  readonly firstSeenAt: number;
  readonly datedAt: number | null;
  readonly sortAt: number;
  readonly position: number;
};

export type KnownPair = { readonly planned: PlannedEntry; readonly known: KnownEntry };

/** A slice, sorted by what has to be written. */
export type SortedSlice = {
  readonly fresh: readonly PlannedEntry[];
  /** Edited by the publisher. */
  readonly changed: readonly KnownPair[];
  /** Listed again after a while. */
  readonly returning: readonly KnownPair[];
  /** Listed again after their content was pruned. */
  readonly restored: readonly KnownPair[];
};

/** Looks up which entries of the slice the store knows. */
export async function sortSlice(
  db: Database,
  poll: SavingPoll,
  slice: readonly PlannedEntry[],
): Promise<SortedSlice> {
  const identities = slice.map(({ incoming }) => incoming.identity);
  const rows = await db
    .selectFrom("entry")
    .select(["id", "identity", "contentHash", "lastListedAt", "prunedAt"])
    .select(["firstSeenAt", "datedAt", "sortAt", "position"])
    .where("source", "=", poll.source.num)
    .where("identity", "in", identities)
    .execute();
  const knownBy = new Map(rows.map((row) => [row.identity, row]));
  const fresh = slice.filter(({ incoming }) => !knownBy.has(incoming.identity));
  const pairs = slice.flatMap((planned) => {
    const known = knownBy.get(planned.incoming.identity);
    return known === undefined ? [] : [{ planned, known }];
  });
  const live = pairs.filter(({ known }) => known.prunedAt === null);
  return {
    fresh,
    changed: live.filter((pair) => isEdited(pair) || earlierDate(pair, poll) !== null),
    returning: pairs.filter(({ known }) => known.lastListedAt !== null),
    restored: pairs.filter(({ known }) => known.prunedAt !== null),
  };
}

function isEdited({ planned: { incoming }, known }: KnownPair): boolean {
  return known.contentHash !== incoming.contentHash && known.contentHash !== incoming.formerHash;
}

/** The date an entry is brought forward to, if the one it came with is shown and still to come; null: none. */
export function earlierDate(
  { planned: { incoming }, known: { datedAt } }: KnownPair,
  { facts, futureDates }: SavingPoll,
): number | null {
  if (futureDates === "clamp" || datedAt === null || datedAt <= facts.now) return null;
  const date = dateOf(incoming);
  return date !== null && date < datedAt ? date : null;
}

export function hasNews({ fresh, changed, returning, restored }: SortedSlice): boolean {
  return fresh.length + changed.length + returning.length + restored.length > 0;
}

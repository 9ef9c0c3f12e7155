const dayMs = 24 * 3600 * 1000;

/** A later entry that is dated at most so far back is late news; one that is older is an enlarged window or a moved blog. */
const lateDays = 30;

/** Dates on the first day of 1970 and before are what broken clocks and empty fields become. */
const earliestMs = dayMs;

/** The date an entry came with: when it was published, else updated; null where there is none that can be. */
export function dateOf({
  publishedAt,
  updatedAt,
}: {
  readonly publishedAt: number | null;
  readonly updatedAt: number | null;
}): number | null {
  return [publishedAt, updatedAt].find((at) => at !== null && at >= earliestMs) ?? null;
}

export type SortFacts = {
  /** The entry's date, milliseconds; null where missing or unreadable. */
  readonly datedAt: number | null;
  /** When the entry is first seen. */
  readonly now: number;
  /** Whether this is the first successful poll of its source. */
  readonly isFirstPoll: boolean;
  readonly futureDates: "clamp" | "keep" | "skip";
};

/**
 * Where an entry stands in the order of posts, once and for ever (DESIGN section 8, "Order"); a date in the future is
 * placed anew where `futureDates` is edited (future-places.ts).
 */
export function sortAt({ datedAt, now, isFirstPoll, futureDates }: SortFacts): number {
  if (datedAt === null || datedAt < earliestMs) return now;
  if (datedAt > now) return futureDates === "clamp" ? now : datedAt;
  if (isFirstPoll) return datedAt;
  return now - datedAt <= lateDays * dayMs ? now : datedAt;
}

import type { Database } from "./schema.ts";

/** What the schedule learns a source's rhythm from. */
export type Arrivals = {
  /** When its latest entries arrived: first seen; those of the first poll by their own date. */
  readonly arrivalsAt: readonly number[];
  /** Entries its last document listed. */
  readonly listed: number;
};

/** More say nothing new about how often a source posts. */
const maxArrivals = 100;

/** When the newest entry arrived; what is dated in the future arrived now. */
export function newestOf({ arrivalsAt }: Arrivals, now: number): number | null {
  return arrivalsAt.length === 0 ? null : Math.min(Math.max(...arrivalsAt), now);
}

/** The latest arrivals of a source, and how many entries it lists. Read when a document was saved; kept in its row. */
export async function arrivalsOf(db: Database, sourceId: string): Promise<Arrivals> {
  const entries = db
    .selectFrom("entry")
    .innerJoin("source", "source.num", "entry.source")
    .where("source.id", "=", sourceId);
  const latest = await entries
    .select(["entry.firstSeenAt", "entry.publishedAt", "entry.backlogRank"])
    .where((eb) => eb.or([eb("entry.backlogRank", "is", null), eb("publishedAt", "is not", null)]))
    // Not by number: a first document lists its newest entry first or last.
    .orderBy("entry.sortAt", "desc")
    .limit(maxArrivals)
    .execute();
  const { listed } = await entries
    .select((eb) => eb.fn.countAll<number>().as("listed"))
    .where("entry.lastListedAt", "is", null)
    .executeTakeFirstOrThrow();
  const arrivalsAt = latest
    .map((row) => (row.backlogRank === null ? row.firstSeenAt : row.publishedAt))
    .filter((at) => at !== null);
  return { arrivalsAt, listed };
}

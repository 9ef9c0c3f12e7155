import type { Store } from "./store.ts";

/** What the schedule learns a source's rhythm from. */
export type Arrivals = {
  /** When its latest entries arrived: first seen; those of the first poll by their own date, left out where it is missing. */
  readonly arrivalsAt: readonly number[];
  /** Entries its last document listed. */
  readonly listed: number;
};

/** More say nothing new about how often a source posts. */
const maxArrivals = 100;

/** The latest arrivals of a source, and how many entries it lists. */
export async function arrivalsOf(store: Store, sourceId: string): Promise<Arrivals> {
  const entries = store.db
    .selectFrom("entry")
    .innerJoin("source", "source.num", "entry.source")
    .where("source.id", "=", sourceId);
  const latest = await entries
    .select(["entry.sortAt", "entry.publishedAt", "entry.updatedAt", "entry.backlogRank"])
    .orderBy("entry.sortAt", "desc")
    .limit(maxArrivals)
    .execute();
  const { listed } = await entries
    .select((eb) => eb.fn.countAll<number>().as("listed"))
    .where("entry.lastListedAt", "is", null)
    .executeTakeFirstOrThrow();
  const dated = latest.filter(
    ({ publishedAt, updatedAt, backlogRank }) =>
      backlogRank === null || publishedAt !== null || updatedAt !== null,
  );
  return { arrivalsAt: dated.map(({ sortAt }) => sortAt), listed };
}

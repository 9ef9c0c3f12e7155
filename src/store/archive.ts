import type { NumberRange } from "../model/archive.ts";
import type { StoredPost } from "../model/stored.ts";
import { asArchived } from "./archived-entries.ts";
import { readPosts } from "./read-posts.ts";
import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

export type NumberedPosts = NumberRange & {
  /** null: of any active source. */
  readonly sourceIds: readonly string[] | null;
};

/**
 * Posts with an entry of the sources in the range of numbers, newest first in the order of DESIGN section 8, their
 * entries as they were when their archives were full.
 */
export async function postsByNumber(
  store: Store,
  { sourceIds, from, to }: NumberedPosts,
): Promise<readonly StoredPost[]> {
  const rows = await publishedEntries(store.db, sourceIds)
    .innerJoin("post as p", "p.id", "m.postId")
    .select("p.id")
    .distinct()
    .select(["p.sortAt", "p.tieBreak"])
    .where("m.entryId", ">=", from)
    .where("m.entryId", "<=", to)
    .orderBy("p.sortAt", "desc")
    .orderBy("p.tieBreak", "desc")
    .orderBy("p.id", "desc")
    .execute();
  const ids = rows.map(({ id }) => id);
  return asArchived(store.db, await readPosts(store.db, ids));
}

export type NumberSearch = {
  readonly sourceIds: readonly string[] | null;
  /** The number is below this one … */
  readonly below?: number;
  /** … or the least above this one. */
  readonly above?: number;
};

/** The nearest number of a published entry of the sources; null: there is none. */
export async function nearestNumber(
  store: Store,
  { sourceIds, below, above }: NumberSearch,
): Promise<number | null> {
  if (sourceIds?.length === 0) return null;
  const isSmall = sourceIds !== null && (await countEntries(store.db, sourceIds)) <= fewEntries;
  const direction = above === undefined ? "desc" : "asc";
  const row = await publishedEntries(store.db, sourceIds)
    .select((eb) => (isSmall ? eb("m.entryId", "+", 0) : eb.ref("m.entryId")).as("number"))
    .$if(below !== undefined, (query) => query.where("m.entryId", "<", below ?? 0))
    .$if(above !== undefined, (query) => query.where("m.entryId", ">", above ?? 0))
    .orderBy("number", direction)
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? null;
}

/**
 * Up to so many entries are looked up by their sources and sorted; of more, walking along all numbers finds the nearest
 * sooner. The sum with 0 keeps the database from walking.
 */
const fewEntries = 2_000;

async function countEntries(db: Database, sourceIds: readonly string[]): Promise<number> {
  const { count } = await db
    .selectFrom("source")
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("entries"), eb.lit(0)).as("count"))
    .where("id", "in", sourceIds)
    .executeTakeFirstOrThrow();
  return count;
}

function publishedEntries(db: Database, sourceIds: readonly string[] | null) {
  const entries = db
    .selectFrom("post_entry as m")
    .innerJoin("entry as e", "e.id", "m.entryId")
    .innerJoin("source as s", "s.num", "e.source")
    .where("s.isActive", "=", 1)
    .where("s.firstPollAt", "is not", null);
  return sourceIds === null ? entries : entries.where("s.id", "in", sourceIds);
}

import { sql } from "kysely";
import { ListQuery } from "./list-query.ts";
import type { Database } from "./schema.ts";

/** Enough to tell what is in a post: few articles have so many copies. */
const maxFellows = 60;

/**
 * The entries, then the other members of their posts, the oldest first. A comment or the source's other article keeps an
 * entry out of a post, even where the two have no key in common.
 */
export async function withFellowMembers(
  db: Database,
  entryIds: readonly number[],
): Promise<readonly number[]> {
  if (entryIds.length === 0) return [];
  const rows = await fellowMembers.rows(db, entryIds);
  const own = new Set(entryIds);
  const fellows = rows.map(({ entryId }) => entryId).filter((id) => !own.has(id));
  return [...entryIds, ...fellows.slice(0, maxFellows)];
}

const fellowMembers = new ListQuery<{ entryId: number }>("fellow members", (db, entryIds) =>
  db
    .selectFrom("post_entry as own")
    .innerJoin("post_entry as m", (join) =>
      join.onRef("m.postId", "=", "own.postId").onRef("m.entryId", "!=", "own.entryId"),
    )
    .select("m.entryId")
    .distinct()
    .where("own.entryId", "in", entryIds)
    .orderBy("m.entryId")
    .limit(sql.lit(entryIds.length + maxFellows)),
);

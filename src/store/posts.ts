import type { ExpressionBuilder } from "kysely";
import type { StoredPost } from "../model/stored.ts";
import { readPosts } from "./read-posts.ts";
import type { Schema } from "./schema.ts";
import type { Store } from "./store.ts";

export type PostWindow = {
  /** Posts with an entry of one of these sources; null: of any active source. */
  readonly sourceIds: readonly string[] | null;
  /** The last post of the part before; null: from the top. */
  readonly after: Pick<StoredPost, "postId" | "sortAt"> | null;
  readonly limit: number;
  /**
   * Of the entries of a source's first poll only so many by date are looked at, so that one huge archive is not read
   * through for nothing; null: all. (`newSourceLimit` itself counts what the rules leave, and acts when publishing.)
   */
  readonly maxBacklog?: number | null;
};

/**
 * Posts of active sources in the order of DESIGN section 8, newest first, parsed. Those of a source's first poll are there
 * once it has ended: it is saved from the oldest on, and a reader who came in between would take old posts for news.
 */
export async function posts(store: Store, window: PostWindow): Promise<readonly StoredPost[]> {
  if (window.sourceIds?.length === 0) return [];
  let query = visiblePosts(store, window)
    .select("p.id")
    .orderBy("p.sortAt", "desc")
    .orderBy("p.tieBreak", "desc")
    .orderBy("p.id", "desc")
    .limit(window.limit);
  const { after } = window;
  if (after !== null) {
    query = query.where((eb) =>
      eb(
        eb.refTuple("p.sortAt", "p.tieBreak", "p.id"),
        "<",
        eb.tuple(after.sortAt, tieBreakOf(store, after.postId), after.postId),
      ),
    );
  }
  const rows = await query.execute();
  return readPosts(
    store.db,
    rows.map(({ id }) => id),
  );
}

/** How many posts a window without `limit` and `after` would give. */
export async function countPosts(
  store: Store,
  scope: Pick<PostWindow, "sourceIds" | "maxBacklog">,
): Promise<number> {
  if (scope.sourceIds?.length === 0) return 0;
  const { count } = await visiblePosts(store, scope)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** Up to so many sources their posts are looked up; beyond, walking down the order of all posts finds them sooner. */
const fewSources = 200;

type Scope = Pick<PostWindow, "sourceIds" | "maxBacklog">;

function visiblePosts(store: Store, scope: Scope) {
  const isLookUp = scope.sourceIds !== null && scope.sourceIds.length <= fewSources;
  return store.db
    .selectFrom("post as p")
    .where((eb) =>
      isLookUp
        ? eb("p.id", "in", visibleMembers(eb, scope))
        : eb.exists(visibleMembers(eb, scope).whereRef("m.postId", "=", "p.id")),
    );
}

type PostScope = ExpressionBuilder<Schema & { readonly p: Schema["post"] }, "p">;

function visibleMembers(eb: PostScope, { sourceIds, maxBacklog }: Scope) {
  let members = eb
    .selectFrom("entry as e")
    .innerJoin("post_entry as m", "m.entryId", "e.id")
    .innerJoin("source as s", "s.num", "e.source")
    .select("m.postId")
    .where("s.isActive", "=", 1)
    .where("s.firstPollAt", "is not", null);
  if (sourceIds !== null) members = members.where("s.id", "in", sourceIds);
  if (typeof maxBacklog !== "number") return members;
  return members.where((entry) =>
    entry.or([entry("e.backlogRank", "is", null), entry("e.backlogRank", "<", maxBacklog)]),
  );
}

/** A subquery, so that a post is all a reader has to remember of where it stopped. */
function tieBreakOf(store: Store, postId: number) {
  return store.db
    .selectFrom("post")
    .select((eb) => eb.fn.coalesce(eb.fn.max("tieBreak"), eb.lit(0)).as("tieBreak"))
    .where("id", "=", postId);
}

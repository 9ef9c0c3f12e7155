import { sql } from "kysely";
import type { CompiledQuery, SelectQueryBuilder } from "kysely";
import type { Candidate } from "./join.ts";
import type { Database, Schema } from "./schema.ts";

/** Of a key that many entries share (a standing title) the newest few say all. Both bounds keep joining flat in cost. */
const maxPerKey = 20;
const maxCandidates = 60;

/** What tells whether a candidate stands in one document with the entry. */
type Appearance = {
  readonly source: number;
  readonly identity: string;
  readonly firstSeenAt: number;
  readonly lastListedAt: number | null;
};

type Search = {
  /** As in the index (`indexKeys`). */
  readonly keys: readonly bigint[];
  /** The entry the candidates are for. */
  readonly entryId: number;
  readonly isInSameDocument: (candidate: Appearance) => boolean;
};

/** Stored entries that share a key with the entry and have a post, most shared keys first, then the newest. */
export async function findCandidates(db: Database, search: Search): Promise<readonly Candidate[]> {
  const ids = await idsByKeys(db, search);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("entry as e")
    .innerJoin("entry_content as c", "c.entryId", "e.id")
    .innerJoin("post_entry as m", "m.entryId", "e.id")
    .innerJoin("source as s", "s.num", "e.source")
    .select(["e.id as entryId", "m.postId", "s.id as sourceId", "c.features", "e.url"])
    .select(["e.publishedAt", "e.firstSeenAt", "e.lastListedAt", "e.identity", "e.source"])
    .where("e.id", "in", ids)
    .execute();
  const place = new Map(ids.map((id, index) => [id, index]));
  return rows
    .sort((a, b) => (place.get(a.entryId) ?? 0) - (place.get(b.entryId) ?? 0))
    .map(({ identity, source, lastListedAt, ...candidate }) => ({
      ...candidate,
      isInSameDocument: search.isInSameDocument({
        identity,
        source,
        lastListedAt,
        firstSeenAt: candidate.firstSeenAt,
      }),
    }));
}

async function idsByKeys(db: Database, search: Search): Promise<readonly number[]> {
  const { keys } = search;
  if (keys.length === 0) return [];
  const query = { ...keyQuery(db, keys.length), parameters: keys };
  const { rows } = await db.executeQuery<{ entryId: number }>(query);
  const shared = new Map<number, number>();
  for (const { entryId } of rows) {
    if (entryId !== search.entryId) shared.set(entryId, (shared.get(entryId) ?? 0) + 1);
  }
  return [...shared]
    .sort(([a, sharedByA], [b, sharedByB]) => sharedByB - sharedByA || b - a)
    .slice(0, maxCandidates)
    .map(([entryId]) => entryId);
}

type KeyQuery = CompiledQuery<{ entryId: number }>;

/** By connection, as its dialect words them, then by the number of keys. */
const keyQueries = new WeakMap<object, Map<number, KeyQuery>>();

/** One statement for each number of keys, made once: making it takes longer than running it. */
function keyQuery(db: Database, count: number): KeyQuery {
  const { adapter } = db.getExecutor();
  const queries = keyQueries.get(adapter) ?? new Map<number, KeyQuery>();
  keyQueries.set(adapter, queries);
  const known = queries.get(count);
  if (known !== undefined) return known;
  let query = newestWithKey(db);
  for (let made = 1; made < count; made++) query = query.unionAll(newestWithKey(db));
  const compiled = query.compile();
  queries.set(count, compiled);
  return compiled;
}

function newestWithKey(db: Database): SelectQueryBuilder<Schema, never, { entryId: number }> {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom("entry_key")
        .select("entryId")
        .where("key", "=", 0n)
        .orderBy("entryId", "desc")
        .limit(sql.lit(maxPerKey))
        .as("newest"),
    )
    .select("entryId");
}

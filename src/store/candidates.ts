import { sql } from "kysely";
import type { SelectQueryBuilder } from "kysely";
import { withFellowMembers } from "./fellow-members.ts";
import type { Candidate } from "./join.ts";
import { ListQuery } from "./list-query.ts";
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

/**
 * Stored entries that share a key with the entry and have a post, most shared keys first, then the newest; behind them the
 * other members of their posts.
 */
export async function findCandidates(db: Database, search: Search): Promise<readonly Candidate[]> {
  const ids = await withFellowMembers(db, await idsByKeys(db, search));
  if (ids.length === 0) return [];
  const rows = await candidateRows.rows(db, ids);
  const place = new Map(ids.map((id, index) => [id, index]));
  return [...rows]
    .filter(({ entryId }) => entryId !== search.entryId)
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

type CandidateRow = Omit<Candidate, "isInSameDocument"> & Appearance;

const candidateRows = new ListQuery<CandidateRow>("candidates", (db, ids) =>
  db
    .selectFrom("entry as e")
    .innerJoin("entry_content as c", "c.entryId", "e.id")
    .innerJoin("post_entry as m", "m.entryId", "e.id")
    .innerJoin("source as s", "s.num", "e.source")
    .select(["e.id as entryId", "m.postId", "s.id as sourceId", "c.features", "e.url"])
    .select(["e.publishedAt", "e.firstSeenAt", "e.lastListedAt", "e.identity", "e.source"])
    .where("e.id", "in", ids),
);

async function idsByKeys(db: Database, { keys, entryId: own }: Search): Promise<readonly number[]> {
  if (keys.length === 0) return [];
  const shared = new Map<number, number>();
  for (const { entryId } of await newestByKeys.rows(db, keys)) {
    if (entryId !== own) shared.set(entryId, (shared.get(entryId) ?? 0) + 1);
  }
  return [...shared]
    .sort(([a, sharedByA], [b, sharedByB]) => sharedByB - sharedByA || b - a)
    .slice(0, maxCandidates)
    .map(([entryId]) => entryId);
}

const newestByKeys = new ListQuery<{ entryId: number }>(
  "newest by keys",
  (db, [_first, ...others]) =>
    others.reduce((query) => query.unionAll(newestWithKey(db)), newestWithKey(db)),
);

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

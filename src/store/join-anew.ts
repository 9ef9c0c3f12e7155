import { sql } from "kysely";
import { findCandidates } from "./candidates.ts";
import { indexKeys } from "./entry-keys.ts";
import type { Candidate, Join, PairsSaid } from "./join.ts";
import { mergePosts } from "./merge-posts.ts";
import { closedPosts, inOpenPosts } from "./open-posts.ts";
import type { Database } from "./schema.ts";

/** Decides anew, as if it came now, whether a stored entry is a copy of another post's; says whether posts were merged. */
export async function joinAnew(trx: Database, entryId: number, join: Join): Promise<boolean> {
  const entry = await storedEntry(trx, entryId);
  if (entry === undefined) return false;
  const { features, sourceId, postId } = entry;
  const found = await otherCandidates(trx, entry, join.said);
  const candidates = await inOpenPosts(trx, found, { said: join.said, features });
  if (candidates.length === 0) return false;
  const decision = join({ features }, candidates, { sourceId });
  if (decision.kind === "new") return false;
  const postIds = [postId, decision.postId] as const;
  if (join.said !== undefined && (await areKeptApart(trx, postIds, join.said))) return false;
  const { reason, evidence } = decision;
  await mergePosts(trx, { postIds, reason, evidence });
  return true;
}

/** What an entry shares keys with outside its own post, most shared keys first. */
export async function candidatesOf(
  db: Database,
  entryId: number,
  said: PairsSaid | undefined,
): Promise<readonly Candidate[]> {
  const entry = await storedEntry(db, entryId);
  return entry === undefined ? [] : otherCandidates(db, entry, said);
}

type Entry = NonNullable<Awaited<ReturnType<typeof storedEntry>>>;

function storedEntry(db: Database, entryId: number) {
  return db
    .selectFrom("entry as e")
    .innerJoin("entry_content as c", "c.entryId", "e.id")
    .innerJoin("post_entry as m", "m.entryId", "e.id")
    .innerJoin("source as s", "s.num", "e.source")
    .select(["e.id", "e.source", "e.firstSeenAt", "e.lastListedAt"])
    .select(["c.features", "m.postId", "s.id as sourceId"])
    .where("e.id", "=", entryId)
    .executeTakeFirst();
}

/** Nobody knows any more what stood together in one document, but what is listed now does, and what came at once did. */
async function otherCandidates(
  db: Database,
  { id, source, firstSeenAt, lastListedAt, features, postId }: Entry,
  said: PairsSaid | undefined,
): Promise<readonly Candidate[]> {
  const keys = [...indexKeys(said?.partnerKeys(features) ?? []), ...(await storedKeys(db, id))];
  const found = await findCandidates(db, {
    keys: [...new Set(keys)],
    entryId: id,
    isInSameDocument: (other) =>
      other.source === source &&
      (other.firstSeenAt === firstSeenAt || (other.lastListedAt === null && lastListedAt === null)),
  });
  return found.filter((candidate) => candidate.postId !== postId);
}

/** As text: 64-bit numbers do not fit into JavaScript's. */
async function storedKeys(db: Database, entryId: number): Promise<readonly bigint[]> {
  const rows = await db
    .selectFrom("entry_key")
    .select(sql<string>`cast(key as text)`.as("key"))
    .where("entryId", "=", entryId)
    .execute();
  return rows.map(({ key }) => BigInt(key));
}

async function areKeptApart(
  db: Database,
  [ownPost, otherPost]: readonly [number, number],
  said: PairsSaid,
): Promise<boolean> {
  const own = await db
    .selectFrom("post_entry as m")
    .innerJoin("entry_content as c", "c.entryId", "m.entryId")
    .select("c.features")
    .where("m.postId", "=", ownPost)
    .execute();
  const features = own.map((member) => member.features);
  return (await closedPosts(db, [otherPost], { said, features })).size > 0;
}

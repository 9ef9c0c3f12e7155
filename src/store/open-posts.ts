import type { Candidate, PairsSaid } from "./join.ts";
import type { Database } from "./schema.ts";

/**
 * The candidates in posts that the entry may join. A post is closed to it by any of its members, also by one that has
 * nothing in common with it: a copy of both would bring together what a person keeps apart.
 */
export async function inOpenPosts(
  db: Database,
  candidates: readonly Candidate[],
  { said, features }: { readonly said: PairsSaid | undefined; readonly features: string },
): Promise<readonly Candidate[]> {
  if (said === undefined || candidates.length === 0) return candidates;
  const closed = await closedPosts(db, [...new Set(candidates.map(({ postId }) => postId))], {
    said,
    features: [features],
  });
  return candidates.filter(({ postId }) => !closed.has(postId));
}

/** Those of the posts with a member that may not share a post with one of the entries. */
export async function closedPosts(
  db: Database,
  postIds: readonly number[],
  { said, features }: { readonly said: PairsSaid; readonly features: readonly string[] },
): Promise<ReadonlySet<number>> {
  const members = await db
    .selectFrom("post_entry as m")
    .innerJoin("entry_content as c", "c.entryId", "m.entryId")
    .select(["m.postId", "c.features"])
    .where("m.postId", "in", postIds)
    .execute();
  const closed = members.filter((member) =>
    features.some((own) => said.areKeptApart(own, member.features)),
  );
  return new Set(closed.map(({ postId }) => postId));
}

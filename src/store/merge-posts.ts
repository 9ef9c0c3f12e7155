import { chooseLead, postMembers, type MemberEntry } from "./post-members.ts";
import type { Database } from "./schema.ts";

export type Merge = {
  readonly postIds: readonly [number, number];
  readonly reason: string;
  readonly evidence: string;
};

/**
 * Makes one post of two. The one whose shown entry is from the article's own site stays, else the older one, with its id,
 * place and shown entry; the other's id is remembered and given to no other article.
 */
export async function mergePosts(
  trx: Database,
  { postIds, reason, evidence }: Merge,
): Promise<void> {
  const [a, b] = await Promise.all(postIds.map((postId) => shownMember(trx, postId)));
  if (a === undefined || b === undefined) return;
  const stays = chooseLead([a, b]);
  const goes = stays === a ? b : a;
  await trx
    .updateTable("post_entry")
    .set({ reason, evidence })
    .where("entryId", "=", goes.entryId)
    .execute();
  await trx
    .updateTable("post_entry")
    .set({ postId: stays.postId })
    .where("postId", "=", goes.postId)
    .execute();
  await retirePost(trx, goes.postId);
}

type Shown = MemberEntry & { readonly postId: number };

async function shownMember(trx: Database, postId: number): Promise<Shown | undefined> {
  const [shown] = await postMembers(trx, postId);
  return shown === undefined ? undefined : { ...shown, postId };
}

async function retirePost(trx: Database, postId: number): Promise<void> {
  const { shownEntryId, ...post } = await trx
    .deleteFrom("post")
    .where("id", "=", postId)
    .returning(["shownEntryId", "atomId", "idClaim", "sortAt", "tieBreak"])
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("former_post")
    .values({ ...post, entryId: shownEntryId })
    .onConflict((conflict) => conflict.column("entryId").doUpdateSet(post))
    .execute();
}

import { makePost } from "./make-post.ts";
import { chooseLead, postMembers, type MemberEntry } from "./post-members.ts";
import type { Database } from "./schema.ts";

export type RegroupedEntry = {
  readonly entryId: number;
  readonly reason: string;
  readonly evidence: string;
};

/** Which of a post's entries belong together; the first group, with the shown entry, keeps the post. Pure. */
export type Regroup = (
  members: readonly (RegroupedEntry & { readonly features: string })[],
) => readonly (readonly RegroupedEntry[])[];

/** Gives each group of the post's entries but the first a post of its own; says whether anything changed. */
export async function takeApart(trx: Database, postId: number, regroup: Regroup): Promise<boolean> {
  const members = await postMembers(trx, postId);
  if (members.length < 2) return false;
  const memberBy = new Map(members.map((member) => [member.entryId, member]));
  const [kept = [], ...moved] = regroup(members).map((group) =>
    group.flatMap(({ entryId, reason, evidence }) => {
      const member = memberBy.get(entryId);
      return member === undefined ? [] : [{ ...member, reason, evidence }];
    }),
  );
  const changed = kept.filter(({ entryId, reason }) => reason !== memberBy.get(entryId)?.reason);
  for (const member of changed) await place(trx, member, postId);
  for (const group of moved) await moveOut(trx, group);
  return changed.length + moved.length > 0;
}

async function moveOut(trx: Database, [first, ...rest]: readonly MemberEntry[]): Promise<void> {
  if (first === undefined) return;
  const group = [first, ...rest] as const;
  const lead = (await formerLead(trx, group)) ?? chooseLead(group);
  const postId = await makePost(trx, lead);
  for (const member of group) {
    const isLead = member.entryId === lead.entryId;
    await place(trx, isLead ? { ...member, reason: "first", evidence: "" } : member, postId);
  }
}

/** The entry that a post showed before it was merged into this one. */
async function formerLead(
  trx: Database,
  group: readonly MemberEntry[],
): Promise<MemberEntry | undefined> {
  const ids = group.map(({ entryId }) => entryId);
  const former = await trx
    .selectFrom("former_post")
    .select("entryId")
    .where("entryId", "in", ids)
    .orderBy("entryId")
    .executeTakeFirst();
  return group.find(({ entryId }) => entryId === former?.entryId);
}

async function place(
  trx: Database,
  { entryId, reason, evidence }: RegroupedEntry,
  postId: number,
): Promise<void> {
  await trx
    .updateTable("post_entry")
    .set({ postId, reason, evidence })
    .where("entryId", "=", entryId)
    .execute();
}

import type { IncomingEntry } from "../model/stored.ts";
import { findCandidates } from "./candidates.ts";
import { indexKeys } from "./entry-keys.ts";
import type { JoinDecision } from "./join.ts";
import { makePost, type LeadEntry } from "./make-post.ts";
import { inOpenPosts } from "./open-posts.ts";
import type { SavingPoll } from "./saving-poll.ts";
import type { Database } from "./schema.ts";
import { preferOwnSite } from "./shown-entry.ts";

/** An entry that was just stored and belongs to no post yet. */
export type UnplacedEntry = {
  readonly entryId: number;
  readonly incoming: IncomingEntry;
  readonly sortAt: number;
  readonly position: number;
};

/** Joins the entry to the post of another copy, or makes a post of its own for it. */
export async function placeEntry(
  trx: Database,
  poll: SavingPoll,
  entry: UnplacedEntry,
): Promise<void> {
  const { entryId } = entry;
  const decision = await decide(trx, poll, entry);
  if (decision.kind === "new") {
    const postId = await makePost(trx, leadOf(poll, entry));
    const own = { entryId, postId, reason: "first", evidence: "" };
    await trx.insertInto("post_entry").values(own).execute();
    return;
  }
  const { postId, reason, evidence } = decision;
  await trx.insertInto("post_entry").values({ entryId, postId, reason, evidence }).execute();
  await preferOwnSite(trx, poll, { entryId, postId });
}

async function decide(
  trx: Database,
  { source, listed, join }: SavingPoll,
  { incoming, entryId }: UnplacedEntry,
): Promise<JoinDecision> {
  const { said } = join;
  const { features } = incoming;
  const keys = indexKeys([...(said?.partnerKeys(features) ?? []), ...incoming.keys]);
  const isInSameDocument = (other: { readonly source: number; readonly identity: string }) =>
    other.source === source.num && listed.has(other.identity);
  const found = await findCandidates(trx, { keys, entryId, isInSameDocument });
  const candidates = await inOpenPosts(trx, found, { said, features });
  if (candidates.length === 0) return { kind: "new" };
  return join(incoming, candidates, { sourceId: source.id });
}

function leadOf(
  { source }: SavingPoll,
  { entryId, incoming, sortAt, position }: UnplacedEntry,
): LeadEntry {
  const { identity, raw, url } = incoming;
  return { entryId, identity, raw, url, sortAt, position, source };
}

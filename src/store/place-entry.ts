import type { ParsedEntry } from "../model/feed.ts";
import type { IncomingEntry } from "../model/stored.ts";
import { findCandidates } from "./candidates.ts";
import { claimAtomId } from "./claim-atom-id.ts";
import { storedJson } from "./json.ts";
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
  const { incoming, entryId } = entry;
  const { source, listed } = poll;
  const search = { keys: incoming.keys, entryId, source: source.num, listed };
  const candidates = await findCandidates(trx, search);
  const decision =
    candidates.length === 0
      ? { kind: "new" as const }
      : poll.join(incoming, candidates, { sourceId: source.id });
  if (decision.kind === "new") return makePost(trx, poll, entry);
  const { postId, reason, evidence } = decision;
  await trx.insertInto("post_entry").values({ entryId, postId, reason, evidence }).execute();
  await preferOwnSite(trx, poll, { entryId, postId });
}

/** Sources have numbers below 2³³, documents far fewer entries than this: the sum stays exact. */
const tieBreakStep = 1_000_000;

async function makePost(trx: Database, poll: SavingPoll, entry: UnplacedEntry): Promise<void> {
  const { source } = poll;
  const claimed = await claimAtomId(trx, {
    id: storedJson<ParsedEntry>(entry.incoming.raw).id,
    url: entry.incoming.url,
    identity: entry.incoming.identity,
    sourceId: source.id,
    sourceUrls: source.urls,
  });
  const { id: postId } = await trx
    .insertInto("post")
    .values({
      ...claimed,
      shownEntryId: entry.entryId,
      sortAt: entry.sortAt,
      tieBreak: -(source.num * tieBreakStep + Math.min(entry.position, tieBreakStep - 1)),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("post_entry")
    .values({ entryId: entry.entryId, postId, reason: "first", evidence: "" })
    .execute();
}

import type { ParsedEntry } from "../model/feed.ts";
import { claimAtomId, type ClaimedId } from "./claim-atom-id.ts";
import { storedJson } from "./json.ts";
import type { Database } from "./schema.ts";

/** What a post is made from: the entry it shows. */
export type LeadEntry = {
  readonly entryId: number;
  readonly identity: string;
  /** `ParsedEntry` as JSON. */
  readonly raw: string;
  readonly url: string | null;
  readonly sortAt: number;
  readonly position: number;
  readonly source: {
    readonly num: number;
    readonly id: string;
    /** Where it is polled, as configured and where it moved. */
    readonly urls: readonly string[];
  };
};

type PostPlace = { readonly sortAt: number; readonly tieBreak: number };

/** Makes a post that shows the entry, with the id and the place it had if it was a post before; gives its number. */
export async function makePost(trx: Database, lead: LeadEntry): Promise<number> {
  const former = await takeFormerPost(trx, lead.entryId);
  const made = former ?? { ...(await claimId(trx, lead)), ...placeOf(lead) };
  const { id } = await trx
    .insertInto("post")
    .values({ ...made, shownEntryId: lead.entryId })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

function claimId(trx: Database, { raw, url, identity, source }: LeadEntry): Promise<ClaimedId> {
  const { id } = storedJson<ParsedEntry>(raw);
  return claimAtomId(trx, { id, url, identity, sourceId: source.id, sourceUrls: source.urls });
}

async function takeFormerPost(
  trx: Database,
  entryId: number,
): Promise<(ClaimedId & PostPlace) | undefined> {
  return trx
    .deleteFrom("former_post")
    .where("entryId", "=", entryId)
    .returning(["atomId", "idClaim", "sortAt", "tieBreak"])
    .executeTakeFirst();
}

/** Sources have numbers below 2³³, documents far fewer entries than this: the sum stays exact. */
const tieBreakStep = 1_000_000;

function placeOf({ sortAt, position, source }: LeadEntry): PostPlace {
  return {
    sortAt,
    tieBreak: -(source.num * tieBreakStep + Math.min(position, tieBreakStep - 1)),
  };
}

import { madeAtomId } from "../model/made-id.ts";
import { isInFullArchive } from "./archived-entries.ts";
import { idClaim, idClaims, ownAtomId } from "./atom-id.ts";
import type { IdFacts } from "./atom-id.ts";
import type { Database } from "./schema.ts";

export type ClaimedId = { readonly atomId: string; readonly idClaim: number };

export type Claimant = IdFacts & { readonly sourceId: string; readonly identity: string };

/** The id for a post that is about to be made. A post that holds it with a lesser claim gets the one made for it. */
export async function claimAtomId(db: Database, claimant: Claimant): Promise<ClaimedId> {
  const own = ownAtomId(claimant.id);
  const claim = idClaim(claimant);
  if (own !== null && (await takeId(db, { atomId: own, idClaim: claim }))) {
    return { atomId: own, idClaim: claim };
  }
  return takeMadeId(db, claimant);
}

/** Nobody's claim is as good as that of the entry an id is made for. */
async function takeMadeId(
  db: Database,
  { sourceId, identity }: { readonly sourceId: string; readonly identity: string },
): Promise<ClaimedId> {
  const made = { atomId: madeAtomId(sourceId, identity), idClaim: idClaims.made };
  await takeId(db, made);
  return made;
}

async function takeId(db: Database, claimed: ClaimedId): Promise<boolean> {
  if (await wasGivenBefore(db, claimed.atomId)) return false;
  const holder = await db
    .selectFrom("post")
    .select(["id", "idClaim", "shownEntryId"])
    .where("atomId", "=", claimed.atomId)
    .executeTakeFirst();
  if (holder === undefined) return true;
  if (holder.idClaim >= claimed.idClaim) return false;
  // An archive that is full keeps its ids; but those we make nobody else may have.
  const isOurs = claimed.idClaim === idClaims.made;
  if (!isOurs && (await isInFullArchive(db, holder.shownEntryId))) return false;
  const shown = await db
    .selectFrom("entry as e")
    .innerJoin("source as s", "s.num", "e.source")
    .select(["s.id as sourceId", "e.identity"])
    .where("e.id", "=", holder.shownEntryId)
    .executeTakeFirstOrThrow();
  const other = await takeMadeId(db, shown);
  await db.updateTable("post").set(other).where("id", "=", holder.id).execute();
  return true;
}

/** The id of a post that was merged into another means that article to readers, and comes back with it. */
async function wasGivenBefore(db: Database, atomId: string): Promise<boolean> {
  const former = await db
    .selectFrom("former_post")
    .select("entryId")
    .where("atomId", "=", atomId)
    .executeTakeFirst();
  return former !== undefined;
}

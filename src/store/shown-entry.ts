import { hostOfUrl, isOnSiteOf } from "./site-host.ts";
import type { SavingPoll } from "./saving-poll.ts";
import type { Database } from "./schema.ts";

/**
 * Sources are polled one after the other: within so long the copy of an aggregator that was polled first still gives way
 * to the article's own site. Later the shown entry stays, whatever comes (DESIGN section 10).
 */
const settlesAfterMs = 10 * 60_000;

type JoinedEntry = { readonly entryId: number; readonly postId: number };

/**
 * Shows the entry that just joined a post if its source is the site of the article shown, and the source shown so far is
 * not. The address of the joined entry does not count: a copy that links itself would take the place of the article.
 */
export async function preferOwnSite(
  trx: Database,
  { source, facts }: SavingPoll,
  { entryId, postId }: JoinedEntry,
): Promise<void> {
  const shown = await trx
    .selectFrom("post as p")
    .innerJoin("entry as e", "e.id", "p.shownEntryId")
    .innerJoin("source as s", "s.num", "e.source")
    .select(["e.id", "e.url", "e.firstSeenAt", "s.url as sourceUrl", "s.movedTo"])
    .where("p.id", "=", postId)
    .executeTakeFirstOrThrow();
  if (facts.now - shown.firstSeenAt > settlesAfterMs) return;
  const article = hostOfUrl(shown.url ?? "");
  const shownSourceUrls = [shown.sourceUrl, shown.movedTo].filter((url) => url !== null);
  if (isOnSiteOf(article, shownSourceUrls) || !isOnSiteOf(article, source.urls)) return;
  await trx.updateTable("post").set({ shownEntryId: entryId }).where("id", "=", postId).execute();
  await swapReasons(trx, entryId, shown.id);
}

/** The reason tells why a copy is beside the shown entry: it goes with the place. */
async function swapReasons(trx: Database, nowShown: number, nowCopy: number): Promise<void> {
  const { reason, evidence } = await trx
    .selectFrom("post_entry")
    .select(["reason", "evidence"])
    .where("entryId", "=", nowShown)
    .executeTakeFirstOrThrow();
  const set = (entryId: number, row: { reason: string; evidence: string }) =>
    trx.updateTable("post_entry").set(row).where("entryId", "=", entryId).execute();
  await set(nowCopy, { reason, evidence });
  await set(nowShown, { reason: "first", evidence: "" });
}

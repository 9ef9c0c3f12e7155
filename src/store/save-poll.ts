import { setImmediate as nextTurn } from "node:timers/promises";
import type { FeedInfo } from "../model/feed.ts";
import { arrivalsOf, newestOf } from "./arrivals.ts";
import { keepLook } from "./former-looks.ts";
import { storedJson } from "./json.ts";
import { isOurPoll } from "./leases.ts";
import { bumpRevision } from "./revision.ts";
import { saveEntries } from "./save-entries.ts";
import { backAt, successColumns, timeColumns, type PollFacts } from "./save-outcome.ts";
import type { ReadPoll, SavingPoll } from "./saving-poll.ts";
import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

export type SavedPoll = {
  readonly outcome: "updated" | "unchanged";
  readonly added: number;
  /** Edited by their publisher, or back after they were pruned. */
  readonly changed: number;
  readonly unchanged: number;
};

/**
 * Saves a document's entries in slices, one transaction each, and lets the event loop turn in between; validators and
 * `nextPollAt` come with the last one. After a crash in between the poll is due again: entries already saved are known
 * by their identity, so nothing is lost or doubled. Throws a `StoreError`; the poll can then be repeated.
 */
export async function savePoll(store: Store, poll: ReadPoll): Promise<SavedPoll> {
  const { saving, isFirstPoll, ...begun } = await beginSaving(store.db, poll);
  const counts = await saveEntries(store.db, saving, { isFirstPoll });
  const outcome = counts.added + counts.changed > 0 ? "updated" : "unchanged";
  await endSaving(store, saving, { ...begun, outcome, facts: poll.facts });
  await nextTurn();
  return { outcome, ...counts };
}

type Begun = {
  readonly saving: SavingPoll;
  readonly isFirstPoll: boolean;
  /** Whether what the document does not list is not in the feed any more. */
  readonly listsAll: boolean;
  /** `FeedInfo` of the last document as JSON. */
  readonly feedBefore: string | null;
};

async function beginSaving(db: Database, poll: ReadPoll): Promise<Begun> {
  const row = await db
    .selectFrom("source")
    .leftJoin("source_document as d", "d.source", "source.num")
    .select(["num", "id", "url", "movedTo", "firstPollAt", "bodyHash", "futureDates", "d.feed"])
    .where("id", "=", poll.facts.sourceId)
    .executeTakeFirstOrThrow();
  const urls = [row.url, poll.facts.movedTo ?? row.movedTo].filter((url) => url !== null);
  const listed = new Set(poll.feed.entries.map(({ identity }) => identity));
  // The config may have been edited since the poll began; stored entries are placed by it already.
  const futureDates = row.futureDates ?? poll.futureDates;
  return {
    saving: { ...poll, futureDates, source: { num: row.num, id: row.id, urls }, listed },
    isFirstPoll: row.firstPollAt === null,
    // One cut document is an accident. A feed that never comes to its end must not list its entries for ever.
    listsAll: poll.feed.isWhole || (row.firstPollAt !== null && row.bodyHash === null),
    feedBefore: row.feed,
  };
}

type Ending = Pick<Begun, "listsAll" | "feedBefore"> & {
  readonly facts: PollFacts;
  readonly outcome: SavedPoll["outcome"];
};

async function endSaving(
  store: Store,
  poll: SavingPoll,
  { facts, outcome, listsAll, feedBefore }: Ending,
): Promise<void> {
  const { weakKeys } = poll.feed;
  const feed = JSON.stringify(feedToKeep(poll.feed.feed, { outcome, feedBefore }));
  await store.db.transaction().execute(async (trx) => {
    const ours = await trx
      .updateTable("source")
      .set((eb) => ({
        ...successColumns(facts, outcome),
        backAt: backAt(eb, facts.now),
        firstPollAt: eb.fn.coalesce("firstPollAt", eb.val(facts.now)),
        hasWeakGuids: weakKeys.guid ? 1 : 0,
        hasWeakLinks: weakKeys.link ? 1 : 0,
      }))
      .where("num", "=", poll.source.num)
      .where((eb) => isOurPoll(eb, store.instanceId))
      .executeTakeFirst();
    if (ours.numUpdatedRows === 0n) return;
    // Before the times: until those of the poll before, what is not listed any more was.
    if (listsAll) await markUnlisted(trx, poll);
    await trx
      .updateTable("source_time")
      .set(timeColumns(facts))
      .where("source", "=", poll.source.num)
      .execute();
    await saveDocument(trx, poll, { feed, hints: JSON.stringify(poll.feed.feed.hints) });
    if (feed === feedBefore) return;
    await keepLook(trx, { source: poll.source.num, before: feedBefore, now: poll.feed.feed });
    await bumpRevision(trx);
  });
}

/** Many feeds say that they are updated at every fetch: their date moves with entries alone, as all that is published. */
function feedToKeep(
  feed: FeedInfo,
  { outcome, feedBefore }: Pick<Ending, "outcome" | "feedBefore">,
): FeedInfo {
  if (outcome === "updated" || feedBefore === null) return feed;
  return { ...feed, updated: storedJson<FeedInfo>(feedBefore).updated };
}

async function saveDocument(
  trx: Database,
  { source, facts }: SavingPoll,
  texts: { readonly feed: string; readonly hints: string },
): Promise<void> {
  const arrivals = await arrivalsOf(trx, source.id);
  const newestAt = newestOf(arrivals, facts.now);
  const row = { ...texts, arrivals: JSON.stringify(arrivals), newestAt };
  await trx
    .insertInto("source_document")
    .values({ source: source.num, ...row })
    .onConflict((conflict) => conflict.column("source").doUpdateSet(row))
    .execute();
}

/** Rows of one update. */
const maxIds = 500;

/** What the last document still listed and this one does not was listed until the poll before. */
async function markUnlisted(trx: Database, { source, listed, facts }: SavingPoll): Promise<void> {
  const rows = await trx
    .selectFrom("entry")
    .select(["id", "identity"])
    .where("source", "=", source.num)
    .where("lastListedAt", "is", null)
    .execute();
  const gone = rows.filter(({ identity }) => !listed.has(identity)).map(({ id }) => id);
  for (let start = 0; start < gone.length; start += maxIds) {
    const ids = gone.slice(start, start + maxIds);
    await trx
      .updateTable("entry")
      .set((eb) => ({
        lastListedAt: eb.fn.coalesce(
          eb.selectFrom("source_time").select("lastListedAt").where("source", "=", source.num),
          eb.val(facts.now),
        ),
      }))
      .where("id", "in", ids)
      .execute();
  }
}

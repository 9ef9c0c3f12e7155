import type { Source } from "../model/source.ts";
import { keepArchived } from "./archived-entries.ts";
import { bumpRevision } from "./revision.ts";
import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

/** A listed entry whose page was not asked for yet, or whose page was and has to be put together with the entry again. */
export type PagelessEntry = {
  readonly entryId: number;
  readonly url: string;
  /** `ParsedEntry` as JSON. */
  readonly raw: string;
  /** `PageText` as JSON, where the page was read before. */
  readonly page: string | null;
};

export type TriedPage = {
  readonly entryId: number;
  readonly page: string | null;
  /** `DerivedEntry` of entry and page as JSON; null: the page gave nothing. */
  readonly pageDerived: string | null;
};

export type PagelessQuery = {
  readonly sourceId: string;
  /** Of the entries of the first poll only so many by date are ever shown; null: all. */
  readonly maxBacklog: number | null;
  readonly limit: number;
};

/** Newest first. */
export async function pagelessEntries(
  store: Store,
  { sourceId, maxBacklog, limit }: PagelessQuery,
): Promise<readonly PagelessEntry[]> {
  const rows = await store.db
    .selectFrom("entry")
    .innerJoin("source", "source.num", "entry.source")
    .innerJoin("entry_content as c", "c.entryId", "entry.id")
    .select(["entry.id as entryId", "entry.url", "c.raw", "c.page"])
    .where("source.id", "=", sourceId)
    .where("entry.lastListedAt", "is", null)
    .where("entry.url", "is not", null)
    .where((eb) =>
      eb.or([
        eb("c.pageTriedAt", "is", null),
        eb.and([
          eb("c.page", "is not", null),
          eb("c.pageDerived", "is", null),
          // A wall before several articles stays out (savePages).
          eb.not(
            eb.exists(
              eb
                .selectFrom("entry_content as other")
                .innerJoin("entry as twin", "twin.id", "other.entryId")
                .select("other.entryId")
                .whereRef("twin.source", "=", "entry.source")
                .whereRef("other.page", "=", "c.page")
                .whereRef("other.entryId", "!=", "c.entryId"),
            ),
          ),
        ]),
      ]),
    )
    .$if(maxBacklog !== null, (query) =>
      query.where((eb) =>
        eb.or([eb("backlogRank", "is", null), eb("backlogRank", "<", maxBacklog)]),
      ),
    )
    .orderBy("entry.sortAt", "desc")
    .orderBy("entry.position")
    .limit(limit)
    .execute();
  return rows.flatMap(({ url, ...row }) => (url === null ? [] : [{ ...row, url }]));
}

/** Remembers pages of stored entries; an entry that says more now was edited. */
export async function savePages(
  store: Store,
  { pages, now }: { readonly pages: readonly TriedPage[]; readonly now: number },
): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    for (const page of pages) await savePage(trx, page, now);
    if (pages.some(({ pageDerived }) => pageDerived !== null)) await bumpRevision(trx);
  });
}

async function savePage(trx: Database, tried: TriedPage, now: number): Promise<void> {
  const { entryId, pageDerived } = tried;
  // What adds nothing is not kept, so that nobody comes back to it.
  const page = pageDerived === null ? null : tried.page;
  const isWall = page !== null && (await unmaskWall(trx, { entryId, page }));
  if (page !== null) await keepArchived(trx, entryId);
  await trx
    .updateTable("entry_content")
    .set({ pageTriedAt: now, page, pageDerived: isWall ? null : pageDerived })
    .where("entryId", "=", entryId)
    .execute();
  if (page === null || isWall) return;
  await trx.updateTable("entry").set({ editedAt: now }).where("id", "=", entryId).execute();
}

/**
 * Whether other articles of the source gave the very same page: then it is no article but a wall before all of them (a
 * login, a consent), or one page for many entries. It is taken from those that were shown with it.
 */
async function unmaskWall(
  trx: Database,
  { entryId, page }: { readonly entryId: number; readonly page: string },
): Promise<boolean> {
  const others = await trx
    .selectFrom("entry as e")
    .innerJoin("entry as sibling", "sibling.source", "e.source")
    .innerJoin("entry_content as c", "c.entryId", "sibling.id")
    .select(["c.entryId as id", "c.pageDerived"])
    .where("e.id", "=", entryId)
    .where("c.entryId", "!=", entryId)
    .where("c.page", "=", page)
    .execute();
  for (const { id } of others.filter(({ pageDerived }) => pageDerived !== null)) {
    await keepArchived(trx, id);
    await trx
      .updateTable("entry_content")
      .set({ pageDerived: null })
      .where("entryId", "=", id)
      .execute();
  }
  return others.length > 0;
}

/** Which sources are shown with their pages is the config's to say, at any time: what was read stays. */
export async function showPages(trx: Database, sources: readonly Source[]): Promise<void> {
  const ids = sources.filter(({ fullText }) => fullText).map(({ id }) => id);
  const on = await trx
    .updateTable("source")
    .set({ showsPages: 1 })
    .where("showsPages", "=", 0)
    .where("id", "in", ids)
    .executeTakeFirst();
  const off = await trx
    .updateTable("source")
    .set({ showsPages: 0 })
    .where("showsPages", "=", 1)
    .where("id", "not in", ids)
    .executeTakeFirst();
  if (on.numUpdatedRows + off.numUpdatedRows > 0n) await bumpRevision(trx);
}

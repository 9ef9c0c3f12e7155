import { Buffer } from "node:buffer";
import type { Source } from "../model/source.ts";
import { keepArchived } from "./archived-entries.ts";
import { bumpRevision } from "./revision.ts";
import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

export type TriedPage = {
  readonly entryId: number;
  readonly page: string | null;
  /** `DerivedEntry` of entry and page as JSON; null: the page gave nothing. */
  readonly pageDerived: string | null;
};

/** Of a page that is a wall: it stays, to know the wall by, and is never put together with its entry. */
export const neverAt = Number.MAX_SAFE_INTEGER;
const wall = { pageDerived: null, pageRetryAt: neverAt };

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
    .set({ pageTriedAt: now, page, ...(isWall ? wall : { pageDerived, pageRetryAt: null }) })
    .where("entryId", "=", entryId)
    .execute();
  if (page === null || isWall) return;
  await trx.updateTable("entry").set({ editedAt: now }).where("id", "=", entryId).execute();
}

type ReadPage = { readonly entryId: number; readonly page: string };

/**
 * Whether other articles of the source gave the very same page: then it is no article but a wall before all of them (a
 * login, a consent), or one page for many entries. It is taken from those that were shown with it.
 */
async function unmaskWall(trx: Database, read: ReadPage): Promise<boolean> {
  const others = await trx
    .selectFrom("entry_content")
    .select(["entryId as id", "pageDerived", "pageRetryAt"])
    .where("entryId", "in", await equallyLong(trx, read))
    .where("page", "=", read.page)
    .execute();
  for (const { id, pageDerived, pageRetryAt } of others) {
    if (pageRetryAt === neverAt) continue;
    if (pageDerived !== null) await keepArchived(trx, id);
    await trx.updateTable("entry_content").set(wall).where("entryId", "=", id).execute();
  }
  return others.length > 0;
}

/**
 * Other entries of the source with a page of the same length. To read all their pages would take long. Those of its own
 * post are the same article: one that came again under another id.
 */
async function equallyLong(trx: Database, { entryId, page }: ReadPage): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom("entry as e")
    .innerJoin("entry as sibling", "sibling.source", "e.source")
    .innerJoin("entry_content as c", "c.entryId", "sibling.id")
    .select("c.entryId as id")
    .where("e.id", "=", entryId)
    .where("c.entryId", "!=", entryId)
    .where((eb) => eb(eb.fn("octet_length", ["c.page"]), "=", Buffer.byteLength(page)))
    .where("c.entryId", "not in", fellowsOf(trx, entryId))
    .execute();
  return rows.map(({ id }) => id);
}

function fellowsOf(trx: Database, entryId: number) {
  return trx
    .selectFrom("post_entry as own")
    .innerJoin("post_entry as fellow", "fellow.postId", "own.postId")
    .select("fellow.entryId")
    .where("own.entryId", "=", entryId);
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

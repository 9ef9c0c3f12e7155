import { indexKeys } from "./entry-keys.ts";
import type { CandidateKey } from "../model/stored.ts";
import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

/** A listed entry whose page has to be asked for, or was and has to be put together with the entry again. */
export type PagelessEntry = {
  readonly entryId: number;
  readonly url: string;
};

export type PagelessQuery = {
  readonly sourceId: string;
  readonly now: number;
  /** Of the entries of the first poll only so many by date are ever shown; null: all. */
  readonly maxBacklog: number | null;
  readonly limit: number;
};

/** Those that were asked for the fewest times first, of these the newest. */
export async function pagelessEntries(
  store: Store,
  { sourceId, now, maxBacklog, limit }: PagelessQuery,
): Promise<readonly PagelessEntry[]> {
  const rows = await store.db
    .selectFrom("entry")
    .innerJoin("source", "source.num", "entry.source")
    .innerJoin("entry_content as c", "c.entryId", "entry.id")
    .select(["entry.id as entryId", "entry.url"])
    .where("source.id", "=", sourceId)
    .where("entry.lastListedAt", "is", null)
    .where("entry.url", "is not", null)
    .where((eb) => eb.or([eb("c.pageRetryAt", "is", null), eb("c.pageRetryAt", "<=", now)]))
    .where((eb) =>
      eb.or([
        eb("c.pageTriedAt", "is", null),
        eb.and([eb("c.page", "is not", null), eb("c.pageDerived", "is", null)]),
      ]),
    )
    .$if(maxBacklog !== null, (query) =>
      query.where((eb) =>
        eb.or([eb("backlogRank", "is", null), eb("backlogRank", "<", maxBacklog)]),
      ),
    )
    .orderBy("c.pageTries")
    .orderBy("entry.sortAt", "desc")
    .orderBy("entry.position")
    .limit(limit)
    .execute();
  return rows.flatMap(({ entryId, url }) => (url === null ? [] : [{ entryId, url }]));
}

export type PageClaim = {
  readonly entryId: number;
  /** Under which entries at the same address are found. */
  readonly keys: readonly CandidateKey[];
  readonly isSameAddress: (url: string) => boolean;
  readonly now: number;
  /** Until then nobody else asks for the page; a process that was killed holds it no longer. */
  readonly until: number;
};

export type ClaimedPage = {
  /** `ParsedEntry` as JSON. */
  readonly raw: string;
  /** `PageText` as JSON, where it was read before, for this entry or for another one at the same address; null: to be asked for. */
  readonly page: string | null;
};

/** Takes a page in hand; null where there is nothing to do for now: others do it, or have done it. */
export function claimPage(store: Store, claim: PageClaim): Promise<ClaimedPage | null> {
  return store.db.transaction().execute(async (trx) => {
    const { entryId, now, until } = claim;
    const found = await trx
      .selectFrom("entry_content")
      .select(["raw", "page", "pageTriedAt", "pageRetryAt"])
      .where("entryId", "=", entryId)
      .executeTakeFirst();
    if (found === undefined) return null;
    const { raw, page } = found;
    if (page !== null) return { raw, page };
    if (found.pageTriedAt !== null || isWaiting(found, now)) return null;
    const twins = await twinsOf(trx, claim);
    const read = twins.find(({ hasPage }) => hasPage === 1);
    if (read !== undefined) return { raw, page: await pageOf(trx, read.entryId) };
    if (twins.some((twin) => twin.pageTriedAt === null && isWaiting(twin, now))) return null;
    await trx
      .updateTable("entry_content")
      .set({ pageRetryAt: until })
      .where("entryId", "=", entryId)
      .execute();
    return { raw, page: null };
  });
}

function isWaiting({ pageRetryAt }: { readonly pageRetryAt: number | null }, now: number): boolean {
  return pageRetryAt !== null && pageRetryAt > now;
}

/** Of entries at one address so many are looked at. */
const maxTwins = 20;

/** Other entries at the same address: the same article in several sources. A wall that was unmasked is no page. */
async function twinsOf(trx: Database, { entryId, keys, isSameAddress }: PageClaim) {
  if (keys.length === 0) return [];
  const rows = await trx
    .selectFrom("entry_key as k")
    .innerJoin("entry as e", "e.id", "k.entryId")
    .innerJoin("entry_content as c", "c.entryId", "e.id")
    .select(["e.id as entryId", "e.url", "c.pageTriedAt", "c.pageRetryAt"])
    .select((eb) =>
      eb
        .case()
        .when(eb.and([eb("c.page", "is not", null), eb("c.pageDerived", "is not", null)]))
        .then(1)
        .else(0)
        .end()
        .as("hasPage"),
    )
    .where("k.key", "in", indexKeys(keys))
    .where("e.id", "!=", entryId)
    .orderBy("e.id", "desc")
    .limit(maxTwins)
    .execute();
  return rows.filter(({ url }) => url !== null && isSameAddress(url));
}

async function pageOf(trx: Database, entryId: number): Promise<string | null> {
  const row = await trx
    .selectFrom("entry_content")
    .select("page")
    .where("entryId", "=", entryId)
    .executeTakeFirst();
  return row?.page ?? null;
}

export type PutOff = {
  readonly entryId: number;
  readonly now: number;
  /** When it may be asked for again. */
  readonly until: number;
  /** Whether it was asked for in vain, and not just left for later. */
  readonly isTry: boolean;
};

/** So often a page is asked for that cannot be had for the moment. */
const maxTries = 3;

/** Gives a claimed page back for another time; the last try settles it. */
export async function putOffPage(
  store: Store,
  { entryId, now, until, isTry }: PutOff,
): Promise<void> {
  await store.db
    .updateTable("entry_content")
    .set((eb) => ({
      pageRetryAt: until,
      pageTries: eb("pageTries", "+", isTry ? 1 : 0),
      pageTriedAt: isTry
        ? eb
            .case()
            .when("pageTries", ">=", maxTries - 1)
            .then(now)
            .else(null)
            .end()
        : null,
    }))
    .where("entryId", "=", entryId)
    .execute();
}

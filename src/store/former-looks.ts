import { archiveBlock } from "../model/archive.ts";
import type { FeedInfo } from "../model/feed.ts";
import { storedJson } from "./json.ts";
import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

/** What posts tell of their source. */
export type SourceLook = Pick<FeedInfo, "id" | "title" | "link" | "language" | "rights">;

type Change = {
  readonly source: number;
  /** `FeedInfo` of the document before as JSON; null: there was none. */
  readonly before: string | null;
  readonly now: FeedInfo;
};

/**
 * Archives that are full do not change with their sources (some have the date in their title): to be called when a
 * document is saved. Where its look is new, the one before is kept for the archives that are full by now.
 */
export async function keepLook(trx: Database, { source, before, now }: Change): Promise<void> {
  if (before === null) return;
  const look = JSON.stringify(lookOf(storedJson<FeedInfo>(before)));
  if (look === JSON.stringify(lookOf(now))) return;
  const { newest } = await trx
    .selectFrom("entry")
    .select((eb) => eb.fn.max("id").as("newest"))
    .executeTakeFirstOrThrow();
  const block = archiveBlock(newest ?? 1) - 1;
  if (block < 1) return;
  // An earlier look for this block is the one it was full with.
  await trx
    .insertInto("source_former")
    .values({ source, block, look })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** By source id, how sources looked when a block was full; without those that look the same now. */
export async function looksAsOf(
  store: Store,
  block: number,
): Promise<ReadonlyMap<string, SourceLook>> {
  const rows = await store.db
    .selectFrom("source_former as f")
    .innerJoin("source as s", "s.num", "f.source")
    .select(["s.id", "f.look"])
    .where("f.block", ">=", block)
    .orderBy("f.block", "desc")
    .execute();
  return new Map(rows.map(({ id, look }) => [id, storedJson<SourceLook>(look)]));
}

/** Of archives that retention took. */
export async function forgetLooks(trx: Database, upToBlock: number): Promise<void> {
  await trx.deleteFrom("source_former").where("block", "<=", upToBlock).execute();
}

function lookOf({ id, title, link, language, rights }: FeedInfo): SourceLook {
  return { id, title, link, language, rights };
}

import { setImmediate as nextTurn } from "node:timers/promises";
import type { IncomingEntry, WeakKeys } from "../model/stored.ts";
import { forgetOutdated } from "./archived-entries.ts";
import { deleteKeys, insertKeys } from "./entry-keys.ts";
import { neverAt } from "./pages.ts";
import { bumpRevision } from "./revision.ts";
import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

/** A stored entry whose derived fields an older version made. */
export type OutdatedEntry = {
  readonly entryId: number;
  readonly sourceId: string;
  /** Address the source is polled at, for what `features` need of it. */
  readonly sourceUrl: string;
  /** What is known of the source's guids and links. */
  readonly weakKeys: WeakKeys;
  /** `ParsedEntry` as JSON. */
  readonly raw: string;
  /** `PageText` as JSON; null: its page was not read, gave nothing, or is a wall. */
  readonly page: string | null;
};

export type Rederived = Pick<IncomingEntry, "contentHash" | "derived" | "features" | "keys"> & {
  /** `DerivedEntry` of entry and page together, as JSON. */
  readonly pageDerived?: string | null;
};

export type RederiveOptions = {
  /** Version of the code that derives now. */
  readonly version: number;
  /** Answers in the order of its entries; may work in a worker. */
  readonly derive: (
    entries: readonly OutdatedEntry[],
  ) => readonly Rederived[] | Promise<readonly Rederived[]>;
  /** Aborted: what is left waits for the next call. */
  readonly signal?: AbortSignal;
};

/** Entries looked through for one transaction. */
const span = 50;

/**
 * Derives again, after an upgrade, what an older version made; in slices, and from the start after a break. Costs nothing
 * once it is done. Gives the number of entries that were made again.
 */
export async function rederive(store: Store, options: RederiveOptions): Promise<number> {
  const { db } = store;
  if ((await doneVersion(db)) >= options.version) return 0;
  const last = await db
    .selectFrom("entry_content")
    .select((eb) => eb.fn.max("entryId").as("id"))
    .executeTakeFirst();
  await forgetOutdated(db, options.version);
  let made = 0;
  for (let after = 0; after < (last?.id ?? 0); after += span) {
    const entries = await outdatedEntries(db, { after, version: options.version });
    if (entries.length > 0) await rederiveSlice(db, entries, options);
    made += entries.length;
    await nextTurn();
    if (options.signal?.aborted === true) return made;
  }
  await noteDone(db, options.version);
  return made;
}

const doneName = "derivedVersion";

async function doneVersion(db: Database): Promise<number> {
  const row = await db
    .selectFrom("meta")
    .select("value")
    .where("name", "=", doneName)
    .executeTakeFirst();
  return row?.value ?? 0;
}

async function noteDone(db: Database, value: number): Promise<void> {
  await db
    .insertInto("meta")
    .values({ name: doneName, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}

async function outdatedEntries(
  db: Database,
  { after, version }: { readonly after: number; readonly version: number },
): Promise<readonly OutdatedEntry[]> {
  const rows = await db
    .selectFrom("entry_content as c")
    .innerJoin("entry as e", "e.id", "c.entryId")
    .innerJoin("source as s", "s.num", "e.source")
    .select(["c.entryId", "s.id as sourceId", "c.raw"])
    .select((eb) =>
      eb
        .case()
        .when("c.pageRetryAt", "=", neverAt)
        .then(null)
        .else(eb.ref("c.page"))
        .end()
        .as("page"),
    )
    .select(["s.hasWeakGuids", "s.hasWeakLinks"])
    .select((eb) => eb.fn.coalesce("s.movedTo", "s.url").as("sourceUrl"))
    .where("c.entryId", ">", after)
    .where("c.entryId", "<=", after + span)
    .where("c.derivedVersion", "<", version)
    .execute();
  return rows.map(({ hasWeakGuids, hasWeakLinks, ...entry }) => ({
    ...entry,
    weakKeys: { guid: hasWeakGuids === 1, link: hasWeakLinks === 1 },
  }));
}

async function rederiveSlice(
  db: Database,
  entries: readonly OutdatedEntry[],
  { derive, version }: RederiveOptions,
): Promise<void> {
  const made = await derive(entries);
  await db.transaction().execute(async (trx) => {
    for (const [index, { entryId }] of entries.entries()) {
      const fields = made[index];
      if (fields === undefined) continue;
      const { contentHash, derived, features, keys, pageDerived = null } = fields;
      const { numUpdatedRows } = await trx
        .updateTable("entry_content")
        .set({ derived, features, pageDerived, derivedVersion: version })
        .where("entryId", "=", entryId)
        .where("derivedVersion", "<", version)
        .executeTakeFirst();
      // A poll brought an edit meanwhile.
      if (numUpdatedRows === 0n) continue;
      await trx.updateTable("entry").set({ contentHash }).where("id", "=", entryId).execute();
      await deleteKeys(trx, [entryId]);
      await insertKeys(trx, [{ entryId, keys }]);
    }
    await bumpRevision(trx);
  });
}

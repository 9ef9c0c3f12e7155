import { indexKeys } from "./entry-keys.ts";
import type { CandidateKey } from "../model/stored.ts";
import type { Join } from "./join.ts";
import { joinAnew } from "./join-anew.ts";
import type { Database } from "./schema.ts";
import { inShortTransactions } from "./short-transactions.ts";
import type { Store } from "./store.ts";
import { takeApart, type Regroup } from "./take-apart.ts";

/** Entries that a change of the settings may concern. */
export type RejoinScope = {
  /** All there are; the rest says nothing then. */
  readonly isEverything: boolean;
  readonly sourceIds: readonly string[];
  /** Keys of the entries that addresses name. */
  readonly keys: readonly CandidateKey[];
};

export type RejoinOptions = {
  /** Whose posts may have to be taken apart. */
  readonly apart: RejoinScope;
  /** Who may have to be joined with others. */
  readonly together: RejoinScope;
  readonly regroup: Regroup;
  readonly join: Join;
  readonly signal: AbortSignal;
};

/**
 * Makes stored posts what they would be under other settings: takes apart what may not be together, then joins what may.
 * No entry is lost or copied. In short transactions; gives the number of posts changed. Repeating it changes nothing.
 */
export async function rejoin(store: Store, options: RejoinOptions): Promise<number> {
  const { apart, together, regroup, join, signal } = options;
  const { db } = store;
  let changes = 0;
  for await (const ids of entryIds(db, apart)) {
    const postIds = await crowdedPosts(db, ids);
    const change = (trx: Database, postId: number) => takeApart(trx, postId, regroup);
    changes += await inShortTransactions(db, postIds, { change, signal });
    if (signal.aborted) return changes;
  }
  for await (const ids of entryIds(db, together)) {
    const change = (trx: Database, entryId: number) => joinAnew(trx, entryId, join);
    changes += await inShortTransactions(db, ids, { change, signal });
    if (signal.aborted) return changes;
  }
  return changes;
}

/** Entries looked up at once. */
const partSize = 200;

/** Numbers of the scope's entries, oldest first, in parts. */
async function* entryIds(db: Database, scope: RejoinScope): AsyncGenerator<readonly number[]> {
  for (let after = 0; ;) {
    const ids = await entryIdsAfter(db, scope, after);
    yield ids;
    if (ids.length < partSize) return;
    after = ids.at(-1) ?? after;
  }
}

async function entryIdsAfter(
  db: Database,
  scope: RejoinScope,
  after: number,
): Promise<readonly number[]> {
  const { isEverything, sourceIds, keys } = scope;
  if (!isEverything && sourceIds.length + keys.length === 0) return [];
  const rows = await db
    .selectFrom("post_entry as m")
    .select("m.entryId")
    .where("m.entryId", ">", after)
    .$if(!isEverything, (query) => query.where((eb) => eb("m.entryId", "in", named(db, scope))))
    .orderBy("m.entryId")
    .limit(partSize)
    .execute();
  return rows.map(({ entryId }) => entryId);
}

/** Some databases know no empty list: what no source and no key can be stands in for it. */
function named(db: Database, { sourceIds, keys }: RejoinScope) {
  return db
    .selectFrom("entry_key")
    .select("entryId")
    .where("key", "in", [0n, ...indexKeys(keys)])
    .union(
      db
        .selectFrom("entry as e")
        .innerJoin("source as s", "s.num", "e.source")
        .select("e.id as entryId")
        .where("s.id", "in", ["", ...sourceIds]),
    );
}

/** The posts of these entries that have others, too. */
async function crowdedPosts(db: Database, ids: readonly number[]): Promise<readonly number[]> {
  const rows = await db
    .selectFrom("post_entry")
    .select("postId")
    .where("postId", "in", db.selectFrom("post_entry").select("postId").where("entryId", "in", ids))
    .groupBy("postId")
    .having((eb) => eb.fn.countAll<number>(), ">", 1)
    .execute();
  return rows.map(({ postId }) => postId);
}

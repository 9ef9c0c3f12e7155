import type { CompiledQuery, ExpressionBuilder } from "kysely";
import { polledSources, polledState, type PolledRow, type PolledState } from "./polled-state.ts";
import type { Database, Schema } from "./schema.ts";
import type { Store } from "./store.ts";
import { wordedOnce } from "./worded.ts";

type LeaseTimes = {
  readonly now: number;
  readonly leaseMs: number;
};

/**
 * Leases at most `limit` sources that are due to this process and gives their states, the longest due first. No other
 * process on the same database gets them until the poll is saved, the lease released or run out.
 */
export async function takeDue(
  store: Store,
  { now, leaseMs, limit }: LeaseTimes & { readonly limit: number },
): Promise<readonly PolledState[]> {
  return take(store, now + leaseMs, (trx) =>
    polledSources(trx)
      .where("num", "in", dueNums(trx, now).limit(limit))
      .orderBy((eb) => eb.fn.coalesce("nextPollAt", eb.lit(0)))
      .orderBy("num")
      .compile(),
  );
}

/** The cross join makes SQLite go through the small rows of times and look their sources up, not the other way round. */
function dueNums(trx: Database, now: number) {
  return trx
    .selectFrom("source_time")
    .crossJoin("source")
    .whereRef("num", "=", "source_time.source")
    .select("num")
    .where((eb) => eb.or([isNew(eb), eb("nextPollAt", "<=", now)]))
    .where((eb) => eb(eb.fn.coalesce("restUntil", eb.lit(0)), "<=", now))
    .where((eb) => isFree(eb, now))
    .where("isActive", "=", 1)
    .orderBy((eb) => eb.fn.coalesce("nextPollAt", eb.lit(0)))
    .orderBy("num");
}

/** Leases the named sources, due or not; gives the states of those that no other process holds, in their order. */
export async function takeNamed(
  store: Store,
  { ids, now, leaseMs }: LeaseTimes & { readonly ids: readonly string[] },
): Promise<readonly PolledState[]> {
  const { instanceId } = store;
  const named = filled(ids);
  const statement = {
    name: `named ${named.length}`,
    parameters: [1, ...named, now, instanceId],
  };
  const taken = await take(store, now + leaseMs, (trx) =>
    wordedOnce(trx, statement, () =>
      polledSources(trx)
        .where("isActive", "=", 1)
        .where("id", "in", named)
        .where((eb) => eb.or([isFree(eb, now), eb("leaseOwner", "=", instanceId)]))
        .compile(),
    ),
  );
  const states = new Map(taken.map((state) => [state.id, state]));
  return ids.map((id) => states.get(id)).filter((state) => state !== undefined);
}

/**
 * Read and lease in one transaction, which lets no other process write in between. Two statements, the second by row
 * number: one that does both takes half as long again, and of a source that is only asked whether it changed this is a
 * large part of the work.
 */
async function take(
  { db, instanceId }: Store,
  until: number,
  select: (trx: Database) => CompiledQuery<PolledRow>,
): Promise<readonly PolledState[]> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await trx.executeQuery(select(trx));
    if (rows.length === 0) return [];
    const nums = filled(rows.map(({ num }) => num));
    const parameters = [instanceId, until, ...nums];
    const lease = wordedOnce(trx, { name: `lease ${nums.length}`, parameters }, () =>
      trx
        .updateTable("source_time")
        .set({ leaseOwner: instanceId, leaseUntil: until })
        .where("source", "in", nums)
        .compile(),
    );
    await trx.executeQuery(lease);
    return rows.map(polledState);
  });
}

const listLengths = [4, 16, 64, 256];

/**
 * Lists of a few lengths only, so that few statements are worded, prepared and kept; one named twice is the same one.
 * A longer list stays as it is.
 */
function filled<T>(list: readonly T[]): readonly T[] {
  const length = listLengths.find((known) => known >= list.length) ?? list.length;
  return Array.from({ length }, (_, at) => list[at % list.length]).filter(
    (item) => item !== undefined,
  );
}

/** Prolongs leases of this process; gives the ids it still holds. */
export async function renewLeases(
  store: Store,
  { ids, now, leaseMs }: LeaseTimes & { readonly ids: readonly string[] },
): Promise<readonly string[]> {
  const renewed = await store.db
    .updateTable("source_time")
    .set({ leaseUntil: now + leaseMs })
    .where("source", "in", numsOf(store, ids))
    .where("leaseOwner", "=", store.instanceId)
    .returning((eb) =>
      eb.selectFrom("source").select("id").whereRef("num", "=", "source_time.source").as("id"),
    )
    .execute();
  return renewed.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** Gives sources back that were not polled (a stop). Saving a poll releases its lease by itself. */
export async function releaseLeases(store: Store, ids: readonly string[]): Promise<void> {
  await store.db
    .updateTable("source_time")
    .set({ leaseOwner: null, leaseUntil: null })
    .where("source", "in", numsOf(store, ids))
    .where("leaseOwner", "=", store.instanceId)
    .execute();
}

/** Gives a source back that cannot be polled before `until` (its host rests). A later time that it has already stays. */
export async function postponePoll(
  store: Store,
  { id, until }: { readonly id: string; readonly until: number },
): Promise<void> {
  await store.db
    .updateTable("source_time")
    .set((eb) => {
      const isLater = eb("nextPollAt", ">", until);
      return {
        nextPollAt: eb.case().when(isLater).then(eb.ref("nextPollAt")).else(until).end(),
        ownPollAt: eb.case().when(isLater).then(eb.ref("ownPollAt")).else(null).end(),
        leaseOwner: null,
        leaseUntil: null,
      };
    })
    .where("source", "in", numsOf(store, [id]))
    .where("leaseOwner", "=", store.instanceId)
    .execute();
}

function numsOf({ db }: Store, ids: readonly string[]) {
  return db.selectFrom("source").select("num").where("id", "in", ids);
}

type Times = ExpressionBuilder<Schema, "source_time">;

/** Never polled and not postponed; a gone source has no next poll either. */
function isNew(eb: Times) {
  return eb.and([eb("lastPollAt", "is", null), eb("nextPollAt", "is", null)]);
}

/** A poll whose lease ran out and went to another process says nothing any more: that one's outcome counts. */
export function isOurs(eb: Times, instanceId: string) {
  return eb.or([eb("leaseOwner", "is", null), eb("leaseOwner", "=", instanceId)]);
}

/** The same of its source's row. It is asked before the times are written, which end the lease. */
export function isOurPoll(eb: ExpressionBuilder<Schema, "source">, instanceId: string) {
  return eb.exists(
    eb
      .selectFrom("source_time")
      .select("source")
      .whereRef("source_time.source", "=", "source.num")
      .where((times) => isOurs(times, instanceId)),
  );
}

function isFree(eb: Times, now: number) {
  return eb.or([eb("leaseUntil", "is", null), eb("leaseUntil", "<=", now)]);
}

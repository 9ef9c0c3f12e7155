import type { ExpressionBuilder } from "kysely";
import { polledColumns, polledState, type PolledState } from "./polled-state.ts";
import type { Schema } from "./schema.ts";
import type { Store } from "./store.ts";
import { wordedOnce } from "./worded.ts";

type LeaseTimes = {
  readonly now: number;
  readonly leaseMs: number;
};

/**
 * Leases at most `limit` sources that are due to this process and gives their states, the longest due first. No other
 * process on the same database gets them until the poll is saved, the lease released or run out. Lease and state come
 * with one statement: of a source that is only asked whether it changed they are a large part of the work.
 */
export async function takeDue(
  store: Store,
  { now, leaseMs, limit }: LeaseTimes & { readonly limit: number },
): Promise<readonly PolledState[]> {
  const due = store.db
    .selectFrom("source")
    .select("num")
    .where("isActive", "=", 1)
    .where((eb) => eb.or([isNew(eb), eb("nextPollAt", "<=", now)]))
    .where((eb) => eb(eb.fn.coalesce("restUntil", eb.lit(0)), "<=", now))
    .where((eb) => isFree(eb, now))
    .orderBy((eb) => eb.fn.coalesce("nextPollAt", eb.lit(0)))
    .orderBy("num")
    .limit(limit);
  const taken = await store.db
    .updateTable("source")
    .set({ leaseOwner: store.instanceId, leaseUntil: now + leaseMs })
    .where("num", "in", due)
    .returning(polledColumns)
    .execute();
  return taken
    .sort((a, b) => (a.nextPollAt ?? 0) - (b.nextPollAt ?? 0) || a.num - b.num)
    .map(polledState);
}

/** Leases the named sources, due or not; gives the states of those that no other process holds, in their order. */
export async function takeNamed(
  store: Store,
  { ids, now, leaseMs }: LeaseTimes & { readonly ids: readonly string[] },
): Promise<readonly PolledState[]> {
  const { db, instanceId } = store;
  const until = now + leaseMs;
  const statement = wordedOnce(
    db,
    {
      name: `takeNamed ${ids.length}`,
      parameters: [instanceId, until, 1, ...ids, now, instanceId],
    },
    () =>
      db
        .updateTable("source")
        .set({ leaseOwner: instanceId, leaseUntil: until })
        .where("isActive", "=", 1)
        .where("id", "in", ids)
        .where((eb) => eb.or([isFree(eb, now), eb("leaseOwner", "=", instanceId)]))
        .returning(polledColumns)
        .compile(),
  );
  const { rows } = await db.executeQuery(statement);
  const states = new Map(rows.map((row) => [row.id, polledState(row)]));
  return ids.map((id) => states.get(id)).filter((state) => state !== undefined);
}

/** Prolongs leases of this process; gives the ids it still holds. */
export async function renewLeases(
  store: Store,
  { ids, now, leaseMs }: LeaseTimes & { readonly ids: readonly string[] },
): Promise<readonly string[]> {
  const renewed = await store.db
    .updateTable("source")
    .set({ leaseUntil: now + leaseMs })
    .where("id", "in", ids)
    .where("leaseOwner", "=", store.instanceId)
    .returning("id")
    .execute();
  return renewed.map(({ id }) => id);
}

/** Gives sources back that were not polled (a stop). Saving a poll releases its lease by itself. */
export async function releaseLeases(store: Store, ids: readonly string[]): Promise<void> {
  await store.db
    .updateTable("source")
    .set({ leaseOwner: null, leaseUntil: null })
    .where("id", "in", ids)
    .where("leaseOwner", "=", store.instanceId)
    .execute();
}

/** Gives a source back that cannot be polled before `until` (its host rests). A later time that it has already stays. */
export async function postponePoll(
  store: Store,
  { id, until }: { readonly id: string; readonly until: number },
): Promise<void> {
  await store.db
    .updateTable("source")
    .set((eb) => {
      const isLater = eb("nextPollAt", ">", until);
      return {
        nextPollAt: eb.case().when(isLater).then(eb.ref("nextPollAt")).else(until).end(),
        ownPollAt: eb.case().when(isLater).then(eb.ref("ownPollAt")).else(null).end(),
        leaseOwner: null,
        leaseUntil: null,
      };
    })
    .where("id", "=", id)
    .where("leaseOwner", "=", store.instanceId)
    .execute();
}

/** Never polled and not postponed; a gone source has no next poll either. */
function isNew(eb: ExpressionBuilder<Schema, "source">) {
  return eb.and([eb("lastPollAt", "is", null), eb("nextPollAt", "is", null)]);
}

/** A poll whose lease ran out and went to another process says nothing any more: that one's outcome counts. */
export function isOurs(eb: ExpressionBuilder<Schema, "source">, instanceId: string) {
  return eb.or([eb("leaseOwner", "is", null), eb("leaseOwner", "=", instanceId)]);
}

function isFree(eb: ExpressionBuilder<Schema, "source">, now: number) {
  return eb.or([eb("leaseUntil", "is", null), eb("leaseUntil", "<=", now)]);
}

import type { Selectable } from "kysely";
import type { Subscription, SubscriptionState } from "../model/subscription.ts";
import { resumeRhythm } from "./own-rhythm.ts";
import type { Schema } from "./schema.ts";
import type { Store } from "./store.ts";
import { wordedOnce } from "./worded.ts";

export async function subscriptionByToken(
  store: Store,
  token: string,
): Promise<Subscription | null> {
  const [found] = await selected(store).where("subscription.token", "=", token).execute();
  return found === undefined ? null : fromRow(found);
}

export async function subscriptionsOf(
  store: Store,
  sourceId: string,
): Promise<readonly Subscription[]> {
  const rows = await selected(store).where("source.id", "=", sourceId).execute();
  return rows.map(fromRow);
}

/** Subscriptions that are due, and living ones that nobody wants any more: of inactive sources, or elsewhere than below `base`. */
export async function dueSubscriptions(
  store: Store,
  { now, base, limit }: { readonly now: number; readonly base: string; readonly limit: number },
): Promise<readonly Subscription[]> {
  const rows = await selected(store)
    .where((eb) =>
      eb.or([
        eb("subscription.dueAt", "<=", now),
        eb.and([
          eb("subscription.state", "in", ["pending", "active"]),
          eb.or([
            eb("source.isActive", "=", 0),
            eb(eb.fn("substr", ["callback", eb.lit(1), eb.val(base.length)]), "!=", base),
          ]),
        ]),
      ]),
    )
    .orderBy("subscription.dueAt")
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

export async function addSubscription(store: Store, subscription: Subscription): Promise<void> {
  const { token, sourceId, state, hub, topic, callback, secret, documentUrl } = subscription;
  const { leaseUntil, dueAt, isTrusted } = subscription;
  await store.db
    .insertInto("subscription")
    .values((eb) => ({
      token,
      state,
      hub,
      topic,
      callback,
      secret,
      documentUrl,
      leaseUntil,
      dueAt,
      isTrusted: isTrusted ? 1 : 0,
      source: eb.selectFrom("source").select("num").where("id", "=", sourceId),
    }))
    .execute();
}

export type SubscriptionChange = Partial<
  Pick<Subscription, "state" | "leaseUntil" | "dueAt" | "documentUrl">
>;

/**
 * Changes a subscription that is still as it was `seen`; false where somebody else was quicker. However one ends that
 * delivered, polling takes over.
 */
export function changeSubscription(
  store: Store,
  { token, sourceId, state, dueAt }: Pick<Subscription, "token" | "sourceId" | "state" | "dueAt">,
  change: SubscriptionChange,
): Promise<boolean> {
  return store.db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("subscription")
      .set(change)
      .where("token", "=", token)
      .where("state", "=", state)
      .where("dueAt", "=", dueAt)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    if (state === "active" && (change.state ?? state) !== state) await resumeRhythm(trx, sourceId);
    return true;
  });
}

export async function forgetSubscription(store: Store, token: string): Promise<void> {
  await store.db.deleteFrom("subscription").where("token", "=", token).execute();
}

/** A delivery came, or (false) a poll found what no delivery had brought, and polling takes over. */
export function trustHub(store: Store, sourceId: string, isTrusted: boolean): Promise<void> {
  const state: SubscriptionState = "active";
  return store.db.transaction().execute(async (trx) => {
    await trx
      .updateTable("subscription")
      .set({ isTrusted: isTrusted ? 1 : 0 })
      .where("state", "=", state)
      .where("isTrusted", "=", isTrusted ? 0 : 1)
      .where("source", "in", (eb) =>
        eb.selectFrom("source").select("num").where("id", "=", sourceId),
      )
      .execute();
    if (!isTrusted) await resumeRhythm(trx, sourceId);
  });
}

/** Until when a hub that delivers everything has promised to; null: there is none. */
export async function trustedUntil({ db }: Store, sourceId: string): Promise<number | null> {
  const statement = { name: "trustedUntil", parameters: [sourceId, "active", 1] };
  const { rows } = await db.executeQuery(
    wordedOnce(db, statement, () =>
      db
        .selectFrom("subscription")
        .innerJoin("source", "source.num", "subscription.source")
        .select((eb) => eb.fn.max("subscription.leaseUntil").as("until"))
        .where("source.id", "=", sourceId)
        .where("state", "=", "active")
        .where("isTrusted", "=", 1)
        .compile(),
    ),
  );
  return rows[0]?.until ?? null;
}

function selected(store: Store) {
  return store.db
    .selectFrom("subscription")
    .innerJoin("source", "source.num", "subscription.source")
    .select(["token", "state", "hub", "topic", "callback", "secret", "documentUrl"])
    .select([
      "subscription.leaseUntil",
      "dueAt",
      "isTrusted",
      "source.id as sourceId",
      "source.isActive",
    ]);
}

type Row = Omit<Selectable<Schema["subscription"]>, "source"> & {
  readonly sourceId: string;
  readonly isActive: number;
};

function fromRow({ isActive, isTrusted, ...row }: Row): Subscription {
  return { ...row, isWanted: isActive === 1, isTrusted: isTrusted === 1 };
}

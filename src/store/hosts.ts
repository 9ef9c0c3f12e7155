import type { HostRest } from "../model/host-rest.ts";
import type { Store } from "./store.ts";

/** A host that answered 429 rests with all its sources; a longer rest is not cut short by a later answer. */
export async function restHost(
  store: Store,
  { host, until, now }: { readonly host: string; readonly until: number; readonly now: number },
): Promise<void> {
  await store.db
    .insertInto("host")
    .values({ host, restUntil: until, limitedAt: now })
    .onConflict((conflict) =>
      conflict.column("host").doUpdateSet((eb) => ({
        restUntil: eb
          .case()
          .when("host.restUntil", ">", until)
          .then(eb.ref("host.restUntil"))
          .else(until)
          .end(),
        limitedAt: now,
      })),
    )
    .execute();
}

type Remembered = { readonly now: number; readonly since: number };

/** The hosts that rest at `now`, or that said 429 after `since`; what any process on this database was told. */
export async function restingHosts(
  store: Store,
  { now, since }: Remembered,
): Promise<readonly HostRest[]> {
  return store.db
    .selectFrom("host")
    .selectAll()
    .where((eb) => eb.or([eb("restUntil", ">", now), eb("limitedAt", ">", since)]))
    .execute();
}

/** Takes out all the others: article pages are on ever new hosts. */
export async function forgetHosts(store: Store, { now, since }: Remembered): Promise<void> {
  await store.db
    .deleteFrom("host")
    .where("restUntil", "<=", now)
    .where((eb) => eb(eb.fn.coalesce("limitedAt", eb.lit(0)), "<=", since))
    .execute();
}

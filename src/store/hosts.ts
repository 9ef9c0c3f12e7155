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

/** The hosts that rest at `now`, or that said 429 after `since`; what any process on this database was told. */
export async function restingHosts(
  store: Store,
  { now, since }: { readonly now: number; readonly since: number },
): Promise<readonly HostRest[]> {
  return store.db
    .selectFrom("host")
    .selectAll()
    .where((eb) => eb.or([eb("restUntil", ">", now), eb("limitedAt", ">", since)]))
    .execute();
}

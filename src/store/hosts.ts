import type { Store } from "./store.ts";

/** A host that answered 429 rests with all its sources; a longer rest is not cut short by a later answer. */
export async function restHost(
  store: Store,
  { host, until }: { readonly host: string; readonly until: number },
): Promise<void> {
  await store.db
    .insertInto("host")
    .values({ host, restUntil: until })
    .onConflict((conflict) =>
      conflict.column("host").doUpdateSet({ restUntil: until }).where("host.restUntil", "<", until),
    )
    .execute();
}

/** The hosts (host:port) that rest at `now`, with the instant until which they do. */
export async function restingHosts(
  store: Store,
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await store.db.selectFrom("host").selectAll().where("restUntil", ">", now).execute();
  return new Map(rows.map(({ host, restUntil }) => [host, restUntil]));
}

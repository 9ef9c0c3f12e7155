import type { Store } from "./store.ts";

/**
 * Frees what processes hold that ended without giving it back (killed, or the machine lost power): their sources would
 * wait until the leases run out. `isDead` judges an owner by its instance id.
 */
export async function freeDeadLeases(
  store: Store,
  isDead: (instanceId: string) => boolean,
): Promise<void> {
  const owners = await store.db
    .selectFrom("source_time")
    .select("leaseOwner")
    .distinct()
    .where("leaseOwner", "is not", null)
    .execute();
  const dead = owners.flatMap(({ leaseOwner }) =>
    leaseOwner !== null && isDead(leaseOwner) ? [leaseOwner] : [],
  );
  if (dead.length === 0) return;
  await store.db
    .updateTable("source_time")
    .set({ leaseOwner: null, leaseUntil: null })
    .where("leaseOwner", "in", dead)
    .execute();
}

import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

/**
 * A text that changes whenever something published may have changed (posts, or which sources are active), whoever
 * changed it: other processes count in the same row. One look at a primary key; cheap enough for every request.
 */
export async function revision(store: Store): Promise<string> {
  const row = await store.db
    .selectFrom("meta")
    .select("value")
    .where("name", "=", "postsRevision")
    .executeTakeFirstOrThrow();
  return String(row.value);
}

/** When it last changed, milliseconds since the epoch; 0: an older program changed it, or nobody yet. */
export async function revisedAt(store: Store): Promise<number> {
  const row = await store.db
    .selectFrom("meta")
    .select("text")
    .where("name", "=", "postsRevision")
    .executeTakeFirstOrThrow();
  return Number(row.text ?? 0);
}

/** To be called in the transaction that changes what is published. */
export async function bumpRevision(db: Database): Promise<void> {
  await db
    .updateTable("meta")
    .set((eb) => ({ value: eb("value", "+", 1), text: String(Date.now()) }))
    .where("name", "=", "postsRevision")
    .execute();
}

import { archiveBlock } from "../model/archive.ts";
import { forgetLooks } from "./former-looks.ts";
import type { Database } from "./schema.ts";
import type { Store } from "./store.ts";

const name = "prunedUpTo";

/**
 * The greatest number of an entry that retention took from a source that is still published; 0: none. Archives go
 * whole: one that has lost an entry is not shown any more, nor are those before it.
 */
export async function prunedUpTo(store: Store): Promise<number> {
  const row = await store.db
    .selectFrom("meta")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.value ?? 0;
}

/** To be called in the transaction that prunes the entries. */
export async function notePruned(trx: Database, entryIds: readonly number[]): Promise<void> {
  const value = Math.max(...entryIds);
  await trx
    .insertInto("meta")
    .values({ name, value })
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({ value }).where("meta.value", "<", value),
    )
    .execute();
  await forgetLooks(trx, archiveBlock(value));
}

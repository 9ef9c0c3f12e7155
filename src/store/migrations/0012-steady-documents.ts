import type { Database } from "../schema.ts";

/**
 * What documents need to know so as not to change for nothing: what entries in full archives were shown with of their
 * pages, why a source failed first, and since when it is known.
 */
export async function steadyDocuments(db: Database): Promise<void> {
  await db.schema.alterTable("entry_archived").addColumn("pageDerived", "text").execute();
  await db.schema.alterTable("source").addColumn("addedAt", "bigint").execute();
  await db.schema.alterTable("source").addColumn("brokeError", "text").execute();
  await db
    .updateTable("source")
    .set((eb) => ({
      addedAt: eb.fn.coalesce("firstPollAt", "brokeAt", "lastPollAt", eb.val(Date.now())),
      brokeError: eb.ref("error"),
    }))
    .execute();
}

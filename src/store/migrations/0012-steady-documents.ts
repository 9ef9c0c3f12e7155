import type { Kysely } from "kysely";
import type { Database } from "../schema.ts";

type Before = {
  source: {
    addedAt: number | null;
    firstPollAt: number | null;
    brokeAt: number | null;
    lastPollAt: number | null;
    error: string | null;
    brokeError: string | null;
  };
};

/**
 * What documents need to know so as not to change for nothing: what entries in full archives were shown with of their
 * pages, why a source failed first, and since when it is known.
 */
export async function steadyDocuments(db: Database): Promise<void> {
  await db.schema.alterTable("entry_archived").addColumn("pageDerived", "text").execute();
  await db.schema.alterTable("source").addColumn("addedAt", "bigint").execute();
  await db.schema.alterTable("source").addColumn("brokeError", "text").execute();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table as it was before this step.
  await (db as unknown as Kysely<Before>)
    .updateTable("source")
    .set((eb) => ({
      addedAt: eb.fn.coalesce("firstPollAt", "brokeAt", "lastPollAt", eb.val(Date.now())),
      brokeError: eb.ref("error"),
    }))
    .execute();
}

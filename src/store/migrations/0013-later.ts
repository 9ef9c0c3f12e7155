import type { Database } from "../schema.ts";

/** Pages that could not be had for the moment are asked for again, a few times. */
export async function later(db: Database): Promise<void> {
  await db.schema
    .alterTable("entry_content")
    .addColumn("pageTries", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("entry_content").addColumn("pageRetryAt", "bigint").execute();
}

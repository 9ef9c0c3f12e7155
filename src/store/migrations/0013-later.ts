import type { Database } from "../schema.ts";

/**
 * Pages that could not be had for the moment are asked for again, a few times; a source that is polled seldom because its
 * hub delivers remembers its own rhythm for the day the hub does not.
 */
export async function later(db: Database): Promise<void> {
  await db.schema
    .alterTable("entry_content")
    .addColumn("pageTries", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("entry_content").addColumn("pageRetryAt", "bigint").execute();
  await db.schema.alterTable("source").addColumn("ownPollAt", "bigint").execute();
}

import type { Database } from "../schema.ts";

/** What entries said when their archive was full, of those that were edited since. */
export async function archivedEntries(db: Database): Promise<void> {
  await db.schema
    .createTable("entry_archived")
    .addColumn("entryId", "bigint", (column) =>
      column.primaryKey().references("entry.id").onDelete("cascade"),
    )
    .addColumn("raw", "text", (column) => column.notNull())
    .addColumn("derived", "text", (column) => column.notNull())
    .addColumn("derivedVersion", "integer", (column) => column.notNull())
    .addColumn("editedAt", "bigint")
    .execute();
}

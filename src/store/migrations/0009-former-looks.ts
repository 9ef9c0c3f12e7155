import type { Database } from "../schema.ts";

/** What sources said of themselves when archives were full, of those that say something else now. */
export async function formerLooks(db: Database): Promise<void> {
  await db.schema
    .createTable("source_former")
    .addColumn("source", "bigint", (column) => column.notNull().references("source.num"))
    .addColumn("block", "bigint", (column) => column.notNull())
    .addColumn("look", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("source_former_by_block", ["source", "block"])
    .execute();
}

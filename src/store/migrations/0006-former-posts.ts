import type { Database } from "../schema.ts";

/** Posts that were merged into others keep their ids for when they are taken apart; `meta` keeps texts, too. */
export async function formerPosts(db: Database): Promise<void> {
  await db.schema
    .createTable("former_post")
    .addColumn("entryId", "bigint", (column) =>
      column.primaryKey().references("entry.id").onDelete("cascade"),
    )
    .addColumn("atomId", "text", (column) => column.notNull().unique())
    .addColumn("idClaim", "integer", (column) => column.notNull())
    .addColumn("sortAt", "bigint", (column) => column.notNull())
    .addColumn("tieBreak", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.alterTable("meta").addColumn("text", "text").execute();
}

import type { Database } from "../schema.ts";

/** Full text: what an article's own page gave beside what its feed said. */
export async function pages(db: Database): Promise<void> {
  await db.schema.alterTable("entry_content").addColumn("pageTriedAt", "bigint").execute();
  await db.schema.alterTable("entry_content").addColumn("page", "text").execute();
  await db.schema.alterTable("entry_content").addColumn("pageDerived", "text").execute();
  await db.schema
    .alterTable("source")
    .addColumn("showsPages", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}

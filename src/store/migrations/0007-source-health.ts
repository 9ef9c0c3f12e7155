import type { Database } from "../schema.ts";

/** What the health feed tells of a source and nothing else remembers: when states began that are over or have no date. */
export async function sourceHealth(db: Database): Promise<void> {
  await db.schema.alterTable("source").addColumn("movedAt", "bigint").execute();
  await db.schema.alterTable("source").addColumn("brokeAt", "bigint").execute();
  await db.schema.alterTable("source").addColumn("backAt", "bigint").execute();
  await db.schema.alterTable("source_document").addColumn("newestAt", "bigint").execute();
}

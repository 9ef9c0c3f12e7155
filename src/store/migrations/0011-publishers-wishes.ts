import type { Database } from "../schema.ts";

/** What publishers ask for, where it counts for longer than until the next answer. */
export async function publishersWishes(db: Database): Promise<void> {
  await db.schema.alterTable("source").addColumn("cacheControl", "text").execute();
  await db.schema.alterTable("source").addColumn("expires", "text").execute();
  await db.schema.alterTable("host").addColumn("limitedAt", "bigint").execute();
}

import type { Database } from "../schema.ts";

/** Where the validators of a source came from, and its latest arrivals: a poll then needs no query but its own row. */
export async function pollMemory(db: Database): Promise<void> {
  await db.schema.alterTable("source").addColumn("finalUrl", "text").execute();
  await db.schema.alterTable("source").addColumn("arrivals", "text").execute();
}

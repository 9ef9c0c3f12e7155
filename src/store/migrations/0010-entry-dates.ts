import { sql } from "kysely";
import type { Database } from "../schema.ts";

/**
 * The date an entry came with, which an edit does not move, and what the places of a source's entries were made with.
 * Of stored entries the place remembers the first date wherever it is not the moment they were first seen.
 */
export async function entryDates(db: Database): Promise<void> {
  await db.schema.alterTable("entry").addColumn("datedAt", "bigint").execute();
  await db.schema.alterTable("source").addColumn("futureDates", "text").execute();
  const firstSensibleMs = sql.lit(86_400_000);
  await sql`
    update entry set "datedAt" = case
      when "sortAt" <> "firstSeenAt" then "sortAt"
      when "publishedAt" >= ${firstSensibleMs} then "publishedAt"
      when "updatedAt" >= ${firstSensibleMs} then "updatedAt"
    end`.execute(db);
}

import type { Database } from "../schema.ts";

/** What entries were shown with of their pages when their archive was full, beside what their feeds said. */
export async function archivedPages(db: Database): Promise<void> {
  await db.schema.alterTable("entry_archived").addColumn("pageDerived", "text").execute();
}

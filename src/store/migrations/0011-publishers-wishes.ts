import { bareAddress } from "../../model/address.ts";
import type { Database } from "../schema.ts";

/** What publishers ask for, where it counts for longer than until the next answer. */
export async function publishersWishes(db: Database): Promise<void> {
  await db.schema.alterTable("source").addColumn("cacheControl", "text").execute();
  await db.schema.alterTable("source").addColumn("expires", "text").execute();
  await db.schema.alterTable("source").addColumn("address", "text").execute();
  await db.schema.alterTable("source").addColumn("notBeforeAt", "bigint").execute();
  await db.schema.alterTable("source").addColumn("times", "text").execute();
  await db.schema.alterTable("host").addColumn("limitedAt", "bigint").execute();
  for (const { num, url } of await db.selectFrom("source").select(["num", "url"]).execute()) {
    const address = bareAddress(url);
    await db.updateTable("source").set({ address }).where("num", "=", num).execute();
  }
}

import type { Database } from "../schema.ts";

/** WebSub subscriptions at publishers' hubs. */
export async function subscriptions(db: Database): Promise<void> {
  await db.schema
    .createTable("subscription")
    .addColumn("token", "text", (column) => column.primaryKey())
    .addColumn("source", "bigint", (column) => column.notNull().references("source.num"))
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("hub", "text", (column) => column.notNull())
    .addColumn("topic", "text", (column) => column.notNull())
    .addColumn("callback", "text", (column) => column.notNull())
    .addColumn("secret", "text", (column) => column.notNull())
    .addColumn("documentUrl", "text", (column) => column.notNull())
    .addColumn("leaseUntil", "bigint")
    .addColumn("dueAt", "bigint", (column) => column.notNull())
    .addColumn("isTrusted", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex("subscription_by_source")
    .on("subscription")
    .column("source")
    .execute();
  await db.schema.createIndex("subscription_due").on("subscription").column("dueAt").execute();
}

import type { Database } from "../schema.ts";
import type { Dialectal } from "./migration.ts";

/** Sources, entries, posts and the index of candidates. */
export async function first(db: Database, dialectal: Dialectal): Promise<void> {
  await makeSources(db, dialectal);
  await makeEntries(db, dialectal);
  await makePosts(db, dialectal);
  await db.schema
    .createTable("meta")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "bigint", (column) => column.notNull())
    .execute();
  await db.insertInto("meta").values({ name: "postsRevision", value: 0 }).execute();
}

async function makeSources(db: Database, { rowNumberType }: Dialectal): Promise<void> {
  await db.schema
    .createTable("source")
    .addColumn("num", rowNumberType, (column) => column.primaryKey())
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("url", "text", (column) => column.notNull())
    .addColumn("isActive", "integer", (column) => column.notNull())
    .addColumn("inactiveAt", "bigint")
    .addColumn("movedTo", "text")
    .addColumn("etag", "text")
    .addColumn("lastModified", "text")
    .addColumn("bodyHash", "text")
    .addColumn("feed", "text")
    .addColumn("outcome", "text")
    .addColumn("status", "integer")
    .addColumn("error", "text")
    .addColumn("errorReason", "text")
    .addColumn("failures", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("failingSince", "bigint")
    .addColumn("firstPollAt", "bigint")
    .addColumn("lastPollAt", "bigint")
    .addColumn("lastListedAt", "bigint")
    .addColumn("lastUpdatedAt", "bigint")
    .addColumn("nextPollAt", "bigint")
    .addColumn("restUntil", "bigint")
    .addColumn("goneAt", "bigint")
    .addColumn("entries", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("hasWeakGuids", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("hasWeakLinks", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("leaseOwner", "text")
    .addColumn("leaseUntil", "bigint")
    .execute();
  await db.schema
    .createTable("host")
    .addColumn("host", "text", (column) => column.primaryKey())
    .addColumn("restUntil", "bigint", (column) => column.notNull())
    .execute();
}

async function makeEntries(db: Database, dialectal: Dialectal): Promise<void> {
  await db.schema
    .createTable("entry")
    .addColumn("id", dialectal.rowNumberType, (column) => column.primaryKey())
    .addColumn("source", "bigint", (column) => column.notNull().references("source.num"))
    .addColumn("identity", "text", (column) => column.notNull())
    .addColumn("contentHash", "text", (column) => column.notNull())
    .addColumn("url", "text")
    .addColumn("publishedAt", "bigint")
    .addColumn("updatedAt", "bigint")
    .addColumn("firstSeenAt", "bigint", (column) => column.notNull())
    .addColumn("lastListedAt", "bigint")
    .addColumn("editedAt", "bigint")
    .addColumn("prunedAt", "bigint")
    .addColumn("sortAt", "bigint", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("backlogRank", "integer")
    .addUniqueConstraint("entry_identity", ["source", "identity"])
    .execute();
  await db.schema
    .createIndex("entry_listed")
    .on("entry")
    .columns(["source", "lastListedAt"])
    .execute();
  await db.schema.createIndex("entry_order").on("entry").columns(["source", "sortAt"]).execute();
  await db.schema
    .createTable("entry_content")
    .addColumn("entryId", "bigint", (column) => column.primaryKey().references("entry.id"))
    .addColumn("derivedVersion", "integer", (column) => column.notNull())
    .addColumn("features", "text", (column) => column.notNull())
    .addColumn("derived", "text", (column) => column.notNull())
    .addColumn("raw", "text", (column) => column.notNull())
    .execute();
  await makeEntryKeys(db, dialectal);
}

async function makeEntryKeys(db: Database, dialectal: Dialectal): Promise<void> {
  const table = db.schema
    .createTable("entry_key")
    .addColumn("key", "bigint", (column) => column.notNull())
    .addColumn("entryId", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("entry_key_by_key", ["key", "entryId"]);
  await dialectal.endIndexTable(table).execute();
  await db.schema.createIndex("entry_key_by_entry").on("entry_key").column("entryId").execute();
}

async function makePosts(db: Database, { rowNumberType }: Dialectal): Promise<void> {
  await db.schema
    .createTable("post")
    .addColumn("id", rowNumberType, (column) => column.primaryKey())
    .addColumn("atomId", "text", (column) => column.notNull().unique())
    .addColumn("idClaim", "integer", (column) => column.notNull())
    .addColumn("shownEntryId", "bigint", (column) => column.notNull())
    .addColumn("sortAt", "bigint", (column) => column.notNull())
    .addColumn("tieBreak", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("post_order")
    .on("post")
    .columns(["sortAt", "tieBreak", "id"])
    .execute();
  await db.schema
    .createTable("post_entry")
    .addColumn("entryId", "bigint", (column) => column.primaryKey().references("entry.id"))
    .addColumn("postId", "bigint", (column) => column.notNull().references("post.id"))
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("evidence", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("post_entry_by_post").on("post_entry").column("postId").execute();
}

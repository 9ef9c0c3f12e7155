import { Migrator } from "kysely/migration";
import type { Migration } from "kysely/migration";
import { first } from "./migrations/0001-first.ts";
import { pollMemory } from "./migrations/0002-poll-memory.ts";
import { subscriptions } from "./migrations/0003-subscriptions.ts";
import { pages } from "./migrations/0004-pages.ts";
import { sourceDocuments } from "./migrations/0005-source-documents.ts";
import { formerPosts } from "./migrations/0006-former-posts.ts";
import { sourceHealth } from "./migrations/0007-source-health.ts";
import { archivedEntries } from "./migrations/0008-archived-entries.ts";
import { formerLooks } from "./migrations/0009-former-looks.ts";
import { entryDates } from "./migrations/0010-entry-dates.ts";
import { publishersWishes } from "./migrations/0011-publishers-wishes.ts";
import { steadyDocuments } from "./migrations/0012-steady-documents.ts";
import { later } from "./migrations/0013-later.ts";
import { sourceTimes } from "./migrations/0014-source-times.ts";
import type { Dialectal, SchemaStep } from "./migrations/migration.ts";
import type { Database } from "./schema.ts";
import { StoreError } from "./store-error.ts";

/** In order; a name is what a database remembers, so neither names nor order ever change. */
const steps: Readonly<Record<string, SchemaStep>> = {
  "0001-first": first,
  "0002-poll-memory": pollMemory,
  "0003-subscriptions": subscriptions,
  "0004-pages": pages,
  "0005-source-documents": sourceDocuments,
  "0006-former-posts": formerPosts,
  "0007-source-health": sourceHealth,
  "0008-archived-entries": archivedEntries,
  "0009-former-looks": formerLooks,
  "0010-entry-dates": entryDates,
  "0011-publishers-wishes": publishersWishes,
  "0012-steady-documents": steadyDocuments,
  "0013-later": later,
  "0014-source-times": sourceTimes,
};

/**
 * Brings the tables to this program's version. Throws a `StoreError` (`newer`) for a database that a newer program
 * wrote: it is left untouched.
 */
export async function migrate(
  db: Database,
  options: { readonly dialectal: Dialectal; readonly place: string },
): Promise<void> {
  await refuseNewer(db, options.place);
  const migrations: Record<string, Migration> = {};
  for (const [name, step] of Object.entries(steps)) {
    migrations[name] = { up: (target) => step(target, options.dialectal) };
  }
  const provider = { getMigrations: async () => migrations };
  const tables = { migrationTableName, migrationLockTableName };
  const { error } = await new Migrator({ db, provider, ...tables }).migrateToLatest();
  if (error instanceof Error) throw error;
}

const migrationTableName = "schema_step";
const migrationLockTableName = "schema_step_lock";

async function refuseNewer(db: Database, place: string): Promise<void> {
  const tables = await db.introspection.getTables();
  if (!tables.some((table) => table.name === migrationTableName)) return;
  const done = await db
    .$extendTables<{ schema_step: { name: string } }>()
    .selectFrom(migrationTableName)
    .select("name")
    .execute();
  const unknown = done.find(({ name }) => !(name in steps));
  if (unknown === undefined) return;
  const message = `The database ${place} was written by a newer version of Feedloom (step ${unknown.name}); start that version, or name another database.`;
  throw new StoreError("newer", message);
}

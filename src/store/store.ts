/**
 * The store: everything Feedloom remembers. `openStore` gives a `Store`; what can be done with it are plain functions
 * beside this file that take it first:
 *
 *   sources.ts     the configured sources and what is known of each        leases.ts     who may poll what, now
 *   save-poll.ts   a document's entries, saved in slices                   save-outcome.ts  304s and failures, in batches
 *   posts.ts       posts in order, for publishing                          revision.ts   has anything published changed?
 *   retention.ts   what is old goes                                        rederive.ts   what an older version derived is made again
 *   hosts.ts       hosts that asked for a rest
 *
 * All of them may throw a `StoreError`. Queries are written for any database; what is particular to SQLite is in
 * sqlite.ts.
 */
import { dirname } from "node:path";
import { Kysely } from "kysely";
import type { DatabaseKind } from "./database-kind.ts";
import { makeFolder } from "./make-folder.ts";
import { migrate } from "./migrate.ts";
import { OutcomeBatch } from "./outcome-batch.ts";
import type { Database, Schema } from "./schema.ts";
import { sqlite } from "./sqlite.ts";
import { StoreError } from "./store-error.ts";

export type Store = {
  readonly db: Database;
  /** Names this process in leases. */
  readonly instanceId: string;
  readonly outcomes: OutcomeBatch;
  /** Writes what waits, lets a running slice end, closes. What comes later throws a `StoreError` (`closed`). */
  close(): Promise<void>;
};

export type StoreOptions = {
  /** The SQLite file; its folder is made. */
  readonly file: string;
  /** Unique among the processes that use the database. */
  readonly instanceId: string;
};

/** Opens the database and brings its tables up to date; throws a `StoreError` (`newer`, `unreadable`, `full`, `locked`). */
export async function openStore({ file, instanceId }: StoreOptions): Promise<Store> {
  await makeDataFolder(dirname(file));
  const kind = sqlite(file);
  const db: Database = new Kysely<Schema>({ dialect: kind.dialect });
  try {
    await migrate(db, { dialectal: kind.dialectal, place: file });
  } catch (error) {
    await kind.close();
    throw error;
  }
  const outcomes = new OutcomeBatch(db);
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= closeStore(db, kind, outcomes));
  return { db, instanceId, outcomes, close };
}

async function makeDataFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (error) {
    const message = `The data folder ${folder} cannot be made; make it, or name another one with FEEDLOOM_DATA.`;
    throw new StoreError("unreadable", message, error);
  }
}

/** A slice holds the one connection until it is committed; waiting for the connection is waiting for its end. */
async function closeStore(db: Database, kind: DatabaseKind, outcomes: OutcomeBatch): Promise<void> {
  await outcomes.flush();
  await db.connection().execute(() => kind.close());
}

import { DatabaseSync } from "node:sqlite";
import type { SQLInputValue, StatementSync } from "node:sqlite";
import { CompiledQuery, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from "kysely";
import type { DatabaseConnection, Dialect, Driver, QueryResult } from "kysely";
import { Checkpoints } from "./checkpoints.ts";
import type { DatabaseKind } from "./database-kind.ts";
import type { Dialectal } from "./migrations/migration.ts";
import { asStoreError } from "./sqlite-errors.ts";
import { StoreError } from "./store-error.ts";

/**
 * Kysely's own SQLite driver begins deferred transactions; two processes that read before they write would then fail
 * with SQLITE_BUSY at once instead of waiting for each other. Ours begins immediate ones, keeps prepared statements,
 * and says what went wrong as a `StoreError`. Nothing else in the store knows SQLite.
 */
export function sqlite(file: string, { isReadOnly = false } = {}): DatabaseKind {
  const driver = new SqliteDriver(file, isReadOnly);
  const dialect: Dialect = {
    createDriver: () => driver,
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalDdlAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
  return { dialect, dialectal, close: () => driver.destroy() };
}

/** SQLite's words for what databases say differently when tables are made. */
const dialectal: Dialectal = {
  rowNumberType: "integer",
  endIndexTable: (table) => table.modifyEnd(sql`without rowid`),
};

/** How long a write waits for another process. Its slices take 50 ms at most. */
const busyTimeoutMs = 5_000;

/** Checkpoints are made in time by a thread (checkpoints.ts); SQLite makes one of its own at 32 MB of log only. */
const pragmas = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  pragma wal_autocheckpoint = 8000;
  pragma journal_size_limit = 67108864;
  pragma cache_size = -16000;
`;

/** A migration that is cut off leaves nothing behind. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  readonly #file: string;
  readonly #isReadOnly: boolean;
  readonly #checkpoints: Checkpoints;
  #connection: SqliteConnection | null = null;

  constructor(file: string, isReadOnly: boolean) {
    this.#file = file;
    this.#isReadOnly = isReadOnly;
    this.#checkpoints = new Checkpoints(file);
  }

  async init(): Promise<void> {
    try {
      const readOnly = this.#isReadOnly;
      const database = new DatabaseSync(this.#file, { timeout: busyTimeoutMs, readOnly });
      if (!readOnly) database.exec(pragmas);
      this.#connection = new SqliteConnection(database, this.#file);
    } catch (error) {
      throw asStoreError(error, this.#file);
    }
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#connection === null) throw new Error("Kysely opens the database before it is used.");
    return this.#connection;
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
    this.#checkpoints.noteCommit();
  }

  /** A full disk makes SQLite roll back by itself. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection?.isInTransaction() !== true) return;
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    await this.#checkpoints.close();
    this.#connection?.close();
  }
}

/** SQLite would take an object for a list of named values. */
function areSqlValues(values: readonly unknown[]): values is SQLInputValue[] {
  return values.every(
    (value) =>
      value === null ||
      typeof value === "string" ||
      typeof value === "number" ||
      typeof value === "bigint" ||
      value instanceof Uint8Array,
  );
}

type Prepared = {
  readonly statement: StatementSync;
  /** Of what it returns; none: it only writes. */
  readonly columns: readonly string[];
};

/** Long texts are inserts of many rows, rarely the same twice. */
const maxCachedSqlLength = 4_000;
const maxCachedStatements = 300;

/** Made here of arrays: the objects that SQLite's binding makes are dictionaries, slow to make and slower to read. */
function rowOf(columns: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at++) row[columns[at] ?? ""] = values[at];
  return row;
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: DatabaseSync, file: string) {
    this.#database = database;
    this.#file = file;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (!this.#database.isOpen) throw new StoreError("closed", "The database is closed.");
    try {
      return this.#run<R>(query);
    } catch (error) {
      throw asStoreError(error, this.#file);
    }
  }

  // oxlint-disable-next-line require-yield -- Kysely asks for the method; no query of ours streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error("Streaming is not supported; read in pages.");
  }

  isInTransaction(): boolean {
    return this.#database.isOpen && this.#database.isTransaction;
  }

  close(): void {
    this.#prepared.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  #run<R>(query: CompiledQuery): QueryResult<R> {
    const { statement, columns } = this.#prepare(query.sql);
    const { parameters } = query;
    if (!areSqlValues(parameters)) throw new TypeError("A parameter is no value of SQLite.");
    if (columns.length > 0) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- arrays, as the statement was told.
      const rows = statement.all(...parameters) as unknown as unknown[][];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rows are of the query's type R.
      return { rows: rows.map((values) => rowOf(columns, values)) as R[] };
    }
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  #prepare(text: string): Prepared {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(text);
    statement.setReturnArrays(true);
    const prepared = { statement, columns: statement.columns().map(({ name }) => name) };
    if (text.length <= maxCachedSqlLength) this.#remember(text, prepared);
    return prepared;
  }

  #remember(text: string, prepared: Prepared): void {
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size >= maxCachedStatements && oldest !== undefined) {
      this.#prepared.delete(oldest);
    }
    this.#prepared.set(text, prepared);
  }
}

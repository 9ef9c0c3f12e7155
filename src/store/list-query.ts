import type { Compilable, CompiledQuery } from "kysely";
import type { Database } from "./schema.ts";

/**
 * A query with a list of numbers and no other parameter. It is compiled once for each length of the list: for each entry
 * that comes, compiling would take longer than running it.
 */
export class ListQuery<Row> {
  readonly #build: (db: Database, list: readonly number[]) => Compilable<Row>;
  /** By connection, as its dialect words them, then by the length of the list. */
  readonly #compiled = new WeakMap<object, Map<number, CompiledQuery<Row>>>();

  constructor(build: (db: Database, list: readonly number[]) => Compilable<Row>) {
    this.#build = build;
  }

  /** `list`: not empty; keys of the index are 64-bit numbers. */
  async rows(db: Database, list: readonly (number | bigint)[]): Promise<readonly Row[]> {
    const query = { ...this.#compiledFor(db, list.length), parameters: list };
    return (await db.executeQuery<Row>(query)).rows;
  }

  #compiledFor(db: Database, length: number): CompiledQuery<Row> {
    const { adapter } = db.getExecutor();
    const byLength = this.#compiled.get(adapter) ?? new Map<number, CompiledQuery<Row>>();
    this.#compiled.set(adapter, byLength);
    const known = byLength.get(length);
    if (known !== undefined) return known;
    const compiled = this.#build(
      db,
      Array.from({ length }, () => 0),
    ).compile();
    byLength.set(length, compiled);
    return compiled;
  }
}

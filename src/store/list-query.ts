import type { Compilable } from "kysely";
import type { Database } from "./schema.ts";
import { wordedOnce } from "./worded.ts";

/**
 * A query with a list of numbers and no other parameter. It is compiled once for each length of the list: for each entry
 * that comes, compiling would take longer than running it.
 */
export class ListQuery<Row> {
  readonly #name: string;
  readonly #build: (db: Database, list: readonly number[]) => Compilable<Row>;

  /** `name`: no other statement has it. */
  constructor(name: string, build: (db: Database, list: readonly number[]) => Compilable<Row>) {
    this.#name = name;
    this.#build = build;
  }

  /** `list`: not empty; keys of the index are 64-bit numbers. */
  async rows(db: Database, list: readonly (number | bigint)[]): Promise<readonly Row[]> {
    const { length } = list;
    const statement = { name: `${this.#name} ${length}`, parameters: list };
    const query = wordedOnce(db, statement, () =>
      this.#build(
        db,
        Array.from({ length }, () => 0),
      ).compile(),
    );
    return (await db.executeQuery<Row>(query)).rows;
  }
}

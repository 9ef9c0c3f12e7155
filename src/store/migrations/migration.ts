import type { CreateTableBuilder } from "kysely";
import type { Database } from "../schema.ts";

/** The few words of SQL in which the databases differ when tables are made. */
export type Dialectal = {
  /** Type of a primary key that numbers its rows by itself. */
  readonly rowNumberType: "integer" | "bigserial";
  /** Ends a table that is its own index. */
  readonly endIndexTable: <T extends string, C extends string>(
    table: CreateTableBuilder<T, C>,
  ) => CreateTableBuilder<T, C>;
};

/** One step of the schema. Steps that were released are never edited; new ones are added. */
export type SchemaStep = (db: Database, dialectal: Dialectal) => Promise<void>;

import type { Dialect } from "kysely";
import type { Dialectal } from "./migrations/migration.ts";

/** All that is particular to one kind of database. */
export type DatabaseKind = {
  readonly dialect: Dialect;
  readonly dialectal: Dialectal;
  /** To be called while nobody uses the connection; whatever is asked later throws a `StoreError` (`closed`). */
  close(): Promise<void>;
};

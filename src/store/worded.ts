import type { CompiledQuery } from "kysely";
import type { Database } from "./schema.ts";

/** By connection, as its dialect words it. */
const worded = new WeakMap<object, Map<string, CompiledQuery>>();

/**
 * A statement that is run so often that wording it would take longer than running it: it is worded once, and run with
 * other `parameters`, which have to come in the order in which `word` names its values. `name` tells it from others.
 */
export function wordedOnce<Row>(
  db: Database,
  { name, parameters }: { readonly name: string; readonly parameters: readonly unknown[] },
  word: () => CompiledQuery<Row>,
): CompiledQuery<Row> {
  const { adapter } = db.getExecutor();
  const known = worded.get(adapter) ?? new Map<string, CompiledQuery>();
  worded.set(adapter, known);
  const statement = known.get(name) ?? word();
  known.set(name, statement);
  return { ...statement, parameters };
}

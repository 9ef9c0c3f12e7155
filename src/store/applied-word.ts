import { storedJson } from "./json.ts";
import type { Database } from "./schema.ts";

const name = "dedupApplied";

/**
 * The settings the stored posts were joined by, as JSON: the last ones, or several where a change was cut off midway.
 * None: the database is new.
 */
export async function appliedWords(db: Database): Promise<readonly string[]> {
  const row = await db
    .selectFrom("meta")
    .select("text")
    .where("name", "=", name)
    .executeTakeFirst();
  return typeof row?.text === "string" ? storedJson<readonly string[]>(row.text) : [];
}

export async function noteAppliedWords(db: Database, words: readonly string[]): Promise<void> {
  const text = JSON.stringify([...new Set(words)]);
  await db
    .insertInto("meta")
    .values({ name, value: 0, text })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ text }))
    .execute();
}

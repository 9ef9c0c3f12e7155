import { Kysely } from "kysely";
import type { Schema } from "./schema.ts";
import { sqlite } from "./sqlite.ts";

/**
 * Where sources are known to have moved, by id; nothing is written, no table made. A database that is not there, or
 * cannot be read, tells of no moves: who asks can do without.
 */
export async function storedMoves(file: string): Promise<ReadonlyMap<string, string>> {
  const kind = sqlite(file, { isReadOnly: true });
  const db = new Kysely<Schema>({ dialect: kind.dialect });
  try {
    const rows = await db.selectFrom("source").select(["id", "movedTo"]).execute();
    return new Map(rows.flatMap(({ id, movedTo }) => (movedTo === null ? [] : [[id, movedTo]])));
  } catch {
    return new Map();
  } finally {
    await kind.close();
  }
}

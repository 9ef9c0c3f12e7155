import { storedJson } from "./json.ts";
import type { Store } from "./store.ts";

const name = "toldFeeds";

/** Of which bytes the hub was told last, by hub and feed. */
export async function toldFeeds({ db }: Store): Promise<ReadonlyMap<string, string>> {
  const row = await db
    .selectFrom("meta")
    .select("text")
    .where("name", "=", name)
    .executeTakeFirst();
  if (typeof row?.text !== "string") return new Map();
  return new Map(Object.entries(storedJson<Readonly<Record<string, string>>>(row.text)));
}

export async function noteToldFeeds(
  { db }: Store,
  told: ReadonlyMap<string, string>,
): Promise<void> {
  const text = JSON.stringify(Object.fromEntries(told));
  await db
    .insertInto("meta")
    .values({ name, value: 0, text })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ text }))
    .execute();
}

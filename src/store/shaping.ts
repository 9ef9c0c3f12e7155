import type { Store } from "./store.ts";

const name = "shaping";

/**
 * Since when what shapes all documents beside the posts is what it is, milliseconds since the epoch. `shaping` names it
 * (program and config); told another one than last time, `now` is remembered.
 */
export async function shapedSince(
  { db }: Store,
  { shaping, now }: { readonly shaping: string; readonly now: number },
): Promise<number> {
  const known = await db
    .selectFrom("meta")
    .select(["value", "text"])
    .where("name", "=", name)
    .executeTakeFirst();
  if (known?.text === shaping) return known.value;
  const row = { value: now, text: shaping };
  await db
    .insertInto("meta")
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
  return now;
}

import type { Source } from "../model/source.ts";
import { bumpRevision } from "./revision.ts";
import type { Database } from "./schema.ts";
import type { KnownEntry } from "./sort-slice.ts";

type FutureDates = Source["futureDates"];

/** Sources of one statement. */
const maxSources = 500;

/**
 * Entries that came with a date in the future stand where their source's `futureDates` puts them, and that is the config's
 * to say at any time: where it changed, they are put there anew.
 */
export async function placeByFutureDates(trx: Database, sources: readonly Source[]): Promise<void> {
  let moved = 0n;
  for (const [futureDates, some] of Map.groupBy(sources, (source) => source.futureDates)) {
    for (let start = 0; start < some.length; start += maxSources) {
      const ids = some.slice(start, start + maxSources).map(({ id }) => id);
      const nums = await changedSources(trx, ids, futureDates);
      if (nums.length > 0) moved += await moveEntries(trx, nums, futureDates);
    }
  }
  if (moved > 0n) await bumpRevision(trx);
}

async function changedSources(
  trx: Database,
  ids: readonly string[],
  futureDates: FutureDates,
): Promise<readonly number[]> {
  const rows = await trx
    .updateTable("source")
    .set({ futureDates })
    .where("id", "in", ids)
    .where((eb) => eb.or([eb("futureDates", "is", null), eb("futureDates", "!=", futureDates)]))
    .returning("num")
    .execute();
  return rows.map(({ num }) => num);
}

/** With the posts whose place is theirs, and those that were merged into others. */
async function moveEntries(
  trx: Database,
  nums: readonly number[],
  futureDates: FutureDates,
): Promise<bigint> {
  const place = futureDates === "clamp" ? "e.firstSeenAt" : "e.datedAt";
  const early = trx
    .selectFrom("entry as e")
    .where("e.source", "in", nums)
    .whereRef("e.datedAt", ">", "e.firstSeenAt")
    .whereRef("e.sortAt", "!=", place);
  const members = early.innerJoin("post_entry as m", "m.entryId", "e.id");
  await trx
    .updateTable("post")
    .set((eb) => ({
      sortAt: eb.fn.coalesce(
        members
          .select((entry) => entry.fn.min(place).as("place"))
          .where("m.postId", "=", eb.ref("post.id"))
          .where("e.sortAt", "=", eb.ref("post.sortAt")),
        "post.sortAt",
      ),
    }))
    .where("id", "in", members.select("m.postId"))
    .execute();
  await trx
    .updateTable("former_post")
    .set((eb) => ({
      sortAt: eb.fn.coalesce(
        early.select(place).where("e.id", "=", eb.ref("former_post.entryId")),
        "former_post.sortAt",
      ),
    }))
    .where("entryId", "in", early.select("e.id"))
    .execute();
  const { numUpdatedRows } = await trx
    .updateTable("entry")
    .set((eb) => ({
      sortAt: futureDates === "clamp" ? eb.ref("firstSeenAt") : eb.fn.coalesce("datedAt", "sortAt"),
    }))
    .where("id", "in", early.select("e.id"))
    .executeTakeFirst();
  return numUpdatedRows;
}

/** A date still to come is the publisher's to bring forward: a planned post is out, or a slip of the pen is mended. */
export async function bringForward(
  trx: Database,
  { id, sortAt, firstSeenAt }: KnownEntry,
  date: number,
): Promise<void> {
  const datedAt = Math.max(date, firstSeenAt);
  await trx.updateTable("entry").set({ datedAt, sortAt: datedAt }).where("id", "=", id).execute();
  await trx
    .updateTable("post")
    .set({ sortAt: datedAt })
    .where("sortAt", "=", sortAt)
    .where("id", "in", (eb) =>
      eb.selectFrom("post_entry").select("postId").where("entryId", "=", id),
    )
    .execute();
}

import { bareAddress } from "../model/address.ts";
import type { Store } from "./store.ts";

/**
 * Whether another source is polled at the address this one moved to: the one that is configured there, else the older
 * one that moved there too. Two sources of one address would double its publisher's load for the same entries.
 */
export async function isPolledElsewhere(
  store: Store,
  { id, movedTo }: { readonly id: string; readonly movedTo: string },
): Promise<boolean> {
  const other = await store.db
    .selectFrom("source as other")
    .select("other.num")
    .where("other.isActive", "=", 1)
    .where("other.goneAt", "is", null)
    .where("other.id", "!=", id)
    .where((eb) =>
      eb.or([
        eb.and([eb("other.address", "=", bareAddress(movedTo)), eb("other.movedTo", "is", null)]),
        eb.and([
          eb("other.movedTo", "=", movedTo),
          eb(
            "other.num",
            "<",
            eb.selectFrom("source as own").select("num").where("own.id", "=", id),
          ),
        ]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

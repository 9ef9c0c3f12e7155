import type { Selectable } from "kysely";
import type { FeedInfo, PollHints } from "../model/feed.ts";
import type { SourceState } from "../model/stored.ts";
import type { Arrivals } from "./arrivals.ts";
import { storedJson } from "./json.ts";
import type { Schema } from "./schema.ts";
import type { Store } from "./store.ts";

/** What a poll needs of its source's row. Small: thousands of sources wait for their turn with it in hand. */
export type PolledState = Pick<
  SourceState,
  "id" | "movedTo" | "validators" | "bodyHash" | "failures" | "firstPollAt" | "nextPollAt"
> &
  Pick<SourceState, "weakKeys"> & {
    /** Where the validators came from; null: from no answer yet. */
    readonly validatorsUrl: string | null;
    /** Of the last document; null: none was read. */
    readonly hints: PollHints | null;
    /** null: no document was saved. */
    readonly arrivals: Arrivals | null;
  };

/** States of these sources by id, for the process that holds their leases. */
export async function polledStates(
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PolledState>> {
  const rows = await store.db
    .selectFrom("source")
    .select(["id", "movedTo", "etag", "lastModified", "finalUrl", "bodyHash", "feed", "arrivals"])
    .select(["failures", "firstPollAt", "nextPollAt", "hasWeakGuids", "hasWeakLinks"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, polledState(row)]));
}

type Column = "etag" | "lastModified" | "finalUrl" | "feed" | "arrivals" | "hasWeakGuids";
type Row = Pick<Selectable<Schema["source"]>, Column | "hasWeakLinks" | "bodyHash" | "movedTo"> &
  Pick<SourceState, "id" | "failures" | "firstPollAt" | "nextPollAt">;

function polledState(row: Row): PolledState {
  return {
    id: row.id,
    movedTo: row.movedTo,
    bodyHash: row.bodyHash,
    failures: row.failures,
    firstPollAt: row.firstPollAt,
    nextPollAt: row.nextPollAt,
    validators: { etag: row.etag, lastModified: row.lastModified },
    validatorsUrl: row.finalUrl,
    hints: row.feed === null ? null : storedJson<FeedInfo>(row.feed).hints,
    arrivals: row.arrivals === null ? null : storedJson<Arrivals>(row.arrivals),
    weakKeys: { guid: row.hasWeakGuids === 1, link: row.hasWeakLinks === 1 },
  };
}

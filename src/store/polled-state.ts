import type { PollHints } from "../model/feed.ts";
import type { Lifetime } from "../model/source.ts";
import type { SourceState } from "../model/stored.ts";
import type { Arrivals } from "./arrivals.ts";
import { storedJson } from "./json.ts";
import type { SourceRow } from "./source-state.ts";
import type { Store } from "./store.ts";

type Kept = Pick<
  SourceState,
  "id" | "movedTo" | "movedAt" | "bodyHash" | "failures" | "firstPollAt" | "nextPollAt"
>;

/** What a poll needs of its source. Small: thousands of sources wait for their turn with it in hand. */
export type PolledState = Kept &
  Pick<SourceState, "validators" | "weakKeys"> & {
    readonly lifetime: Lifetime;
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
    .leftJoin("source_document as d", "d.source", "source.num")
    .select([
      "id",
      "movedTo",
      "movedAt",
      "etag",
      "lastModified",
      "cacheControl",
      "expires",
      "finalUrl",
      "bodyHash",
      "failures",
    ])
    .select(["firstPollAt", "nextPollAt", "hasWeakGuids", "hasWeakLinks", "d.hints", "d.arrivals"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, polledState(row)]));
}

type Row = Kept &
  Pick<SourceRow, "etag" | "lastModified" | "cacheControl" | "expires" | "finalUrl"> &
  Pick<SourceRow, "hasWeakGuids" | "hasWeakLinks"> & {
    readonly hints: string | null;
    readonly arrivals: string | null;
  };

function polledState(row: Row): PolledState {
  const { id, movedTo, movedAt, bodyHash, failures, firstPollAt, nextPollAt } = row;
  return {
    id,
    movedTo,
    movedAt,
    bodyHash,
    failures,
    firstPollAt,
    nextPollAt,
    validators: { etag: row.etag, lastModified: row.lastModified },
    lifetime: { cacheControl: row.cacheControl, expires: row.expires },
    validatorsUrl: row.finalUrl,
    hints: row.hints === null ? null : storedJson<PollHints>(row.hints),
    arrivals: row.arrivals === null ? null : storedJson<Arrivals>(row.arrivals),
    weakKeys: { guid: row.hasWeakGuids === 1, link: row.hasWeakLinks === 1 },
  };
}

import type { PollHints } from "../model/feed.ts";
import type { Lifetime } from "../model/source.ts";
import type { SourceState } from "../model/stored.ts";
import type { Arrivals } from "./arrivals.ts";
import { storedJson } from "./json.ts";
import type { Database } from "./schema.ts";
import type { SourceRow } from "./source-state.ts";

type Kept = Pick<
  SourceState,
  | "id"
  | "movedTo"
  | "movedAt"
  | "bodyHash"
  | "outcome"
  | "status"
  | "failures"
  | "firstPollAt"
  | "nextPollAt"
>;

/** What a poll needs of its source. Small: thousands of sources wait for their turn with it in hand. */
export type PolledState = Kept &
  Pick<SourceState, "validators" | "weakKeys"> & {
    /** Of its row. */
    readonly num: number;
    readonly lifetime: Lifetime;
    /** Where the validators came from; null: from no answer yet. */
    readonly validatorsUrl: string | null;
    /** Of the last document; null: none was read. */
    readonly hints: PollHints | null;
    /** null: no document was saved. */
    readonly arrivals: Arrivals | null;
  };

/** Sources with what a poll needs of them. */
export function polledSources(db: Database) {
  return db
    .selectFrom("source_time")
    .innerJoin("source", "num", "source_time.source")
    .leftJoin("source_document as d", "d.source", "source_time.source")
    .select(sourceColumns)
    .select(["d.hints", "d.arrivals"]);
}

const sourceColumns = [
  "num",
  "id",
  "movedTo",
  "movedAt",
  "etag",
  "lastModified",
  "cacheControl",
  "expires",
  "finalUrl",
  "bodyHash",
  "outcome",
  "status",
  "failures",
  "firstPollAt",
  "nextPollAt",
  "hasWeakGuids",
  "hasWeakLinks",
] as const;

export type PolledRow = Kept &
  Pick<SourceRow, "etag" | "lastModified" | "cacheControl" | "expires" | "finalUrl"> &
  Pick<SourceRow, "num" | "hasWeakGuids" | "hasWeakLinks"> & {
    readonly hints: string | null;
    readonly arrivals: string | null;
  };

export function polledState(row: PolledRow): PolledState {
  const { num, id, movedTo, movedAt, bodyHash, outcome, status } = row;
  const { failures, firstPollAt, nextPollAt } = row;
  return {
    num,
    id,
    movedTo,
    movedAt,
    bodyHash,
    outcome,
    status,
    failures,
    firstPollAt,
    nextPollAt,
    validators: { etag: row.etag, lastModified: row.lastModified },
    lifetime: { cacheControl: row.cacheControl, expires: row.expires },
    validatorsUrl: row.finalUrl,
    hints: row.hints === null ? null : readHints(row.hints),
    arrivals: row.arrivals === null ? null : storedJson<Arrivals>(row.arrivals),
    weakKeys: { guid: row.hasWeakGuids === 1, link: row.hasWeakLinks === 1 },
  };
}

let lastHints: { readonly text: string; readonly hints: PollHints } | null = null;

/** Nearly all feeds say the same: nothing. */
function readHints(text: string): PollHints {
  if (lastHints?.text !== text) lastHints = { text, hints: storedJson<PollHints>(text) };
  return lastHints.hints;
}

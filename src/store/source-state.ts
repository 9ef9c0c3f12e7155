import type { Selectable } from "kysely";
import type { FeedInfo } from "../model/feed.ts";
import type { SourceState } from "../model/stored.ts";
import { storedJson } from "./json.ts";
import type { Schema } from "./schema.ts";

/** With its times, and what its last document said; null: none was read. */
export type SourceRow = Selectable<Schema["source"]> &
  Pick<Selectable<Schema["source_time"]>, "lastPollAt" | "nextPollAt" | "restUntil"> & {
    readonly feed: string | null;
    readonly newestAt: number | null;
  };

/** A source's row as the other stations know it. */
export function sourceState(row: SourceRow): SourceState {
  return {
    id: row.id,
    url: row.url,
    addedAt: row.addedAt ?? 0,
    movedTo: row.movedTo,
    movedAt: row.movedAt,
    finalUrl: row.finalUrl,
    validators: { etag: row.etag, lastModified: row.lastModified },
    bodyHash: row.bodyHash,
    feed: row.feed === null ? null : storedJson<FeedInfo>(row.feed),
    outcome: row.outcome,
    status: row.status,
    error: row.error,
    errorReason: row.errorReason,
    failures: row.failures,
    failingSince: row.failingSince,
    brokeAt: row.brokeAt,
    brokeError: row.brokeError,
    backAt: row.backAt,
    firstPollAt: row.firstPollAt,
    lastPollAt: row.lastPollAt,
    lastUpdatedAt: row.lastUpdatedAt,
    newestAt: row.newestAt,
    nextPollAt: row.nextPollAt,
    restUntil: row.restUntil,
    goneAt: row.goneAt,
    entries: row.entries,
    weakKeys: { guid: row.hasWeakGuids === 1, link: row.hasWeakLinks === 1 },
  };
}

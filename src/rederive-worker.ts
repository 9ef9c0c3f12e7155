import type { ParsedEntry } from "./model/feed.ts";
import { derivePage } from "./page-read.ts";
import { deriveStored } from "./read.ts";
import type { OutdatedEntry, Rederived } from "./store/rederive.ts";

/** The entry of the thread that derives stored entries anew (see rederive.ts). */
export function derive(entries: readonly OutdatedEntry[]): readonly Rederived[] {
  return entries.map(({ raw, page, sourceId, sourceUrl: feedUrl, weakKeys: shared }) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `readDocument`.
    const parsed = JSON.parse(raw) as ParsedEntry;
    return {
      ...deriveStored(parsed, { sourceId, feedUrl, shared }),
      pageDerived: page === null ? null : derivePage(raw, page),
    };
  });
}

import type { FeedFormat, FeedInfo, ParsedEntry } from "../model/feed.ts";

/**
 * What an entry says, with everything settled that formats and publishers do differently: names, types, bases, dates.
 * rss-parser maps it (rss-mapping.ts), so it takes no part in those quarrels.
 */
export type CanonicalEntry = Omit<ParsedEntry, "url"> & { readonly link: string | null };

/** What a document says about the feed itself, settled likewise. */
export type CanonicalChannel = Omit<FeedInfo, "format">;

export type CanonicalFeed = {
  readonly format: Exclude<FeedFormat, "json">;
  /** `version` of the root as it stands, '' when it has none. */
  readonly version: string;
  readonly channel: CanonicalChannel;
  readonly entries: readonly CanonicalEntry[];
};

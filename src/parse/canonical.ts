import type {
  FeedFormat,
  Enclosure,
  EntryOrigin,
  ImageCandidate,
  Person,
  PollHints,
  Text,
} from "../model/feed.ts";

/**
 * What an entry says, with everything settled that formats and publishers do differently: names, types, bases, dates.
 * rss-parser maps it (rss-mapping.ts), so it takes no part in those quarrels.
 */
export type CanonicalEntry = {
  readonly id: string | null;
  readonly link: string | null;
  readonly title: Text | null;
  readonly summary: Text | null;
  readonly content: Text | null;
  readonly baseUrl: string | null;
  readonly language: string | null;
  readonly authors: readonly Person[];
  readonly categories: readonly string[];
  readonly published: string | null;
  readonly updated: string | null;
  readonly images: readonly ImageCandidate[];
  readonly enclosures: readonly Enclosure[];
  readonly origLink: string | null;
  readonly canonicalUrl: string | null;
  readonly origin: EntryOrigin | null;
  readonly commentsUrl: string | null;
  readonly rights: string | null;
};

export type CanonicalChannel = {
  readonly id: string | null;
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly link: string | null;
  readonly selfUrl: string | null;
  readonly hubUrls: readonly string[];
  readonly language: string | null;
  readonly updated: string | null;
  readonly rights: string | null;
  readonly authors: readonly Person[];
  readonly imageUrl: string | null;
  readonly hints: PollHints;
};

export type CanonicalFeed = {
  readonly format: Exclude<FeedFormat, "json">;
  /** `version` of the root as it stands, '' when it has none. */
  readonly version: string;
  readonly channel: CanonicalChannel;
  readonly entries: readonly CanonicalEntry[];
};

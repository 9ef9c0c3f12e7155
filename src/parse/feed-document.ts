import type { FeedDocument, FeedFormat, FeedInfo, ParsedEntry } from "../model/feed.ts";
import type { MappedFeed, MappedItem } from "./rss-mapping.ts";

const noHints = { ttlMinutes: null, skipHours: [], skipDays: [], updateEveryMs: null };

/** What rss-parser mapped, in our words. */
export function feedDocument(
  format: FeedFormat,
  mapped: MappedFeed,
  { isWhole }: Pick<FeedDocument, "isWhole">,
): FeedDocument {
  return { feed: feedInfo(format, mapped), entries: mapped.items.map(parsedEntry), isWhole };
}

function feedInfo(format: FeedFormat, mapped: MappedFeed): FeedInfo {
  return {
    format,
    id: mapped.id ?? null,
    title: mapped.title ?? null,
    subtitle: mapped.subtitle ?? null,
    link: mapped.link ?? null,
    selfUrl: mapped.feedUrl ?? null,
    hubUrls: mapped.hubUrls ?? [],
    language: mapped.language ?? null,
    updated: mapped.updated ?? null,
    rights: mapped.rights ?? null,
    authors: mapped.authors ?? [],
    imageUrl: mapped.imageUrl ?? null,
    hints: mapped.hints ?? noHints,
  };
}

function parsedEntry(item: MappedItem): ParsedEntry {
  return {
    id: item.guid ?? item.id ?? null,
    url: item.link ?? null,
    title: item.title ?? null,
    summary: item.summary ?? null,
    content: item.content ?? null,
    baseUrl: item.baseUrl ?? null,
    language: item.language ?? null,
    authors: item.authors ?? [],
    categories: item.categories ?? [],
    published: item.pubDate ?? null,
    updated: item.updated ?? null,
    images: item.images ?? [],
    enclosures: item.enclosures ?? [],
    origLink: item.origLink ?? null,
    canonicalUrl: item.canonicalUrl ?? null,
    origin: item.origin ?? null,
    commentsUrl: item.commentsUrl ?? null,
    rights: item.rights ?? null,
  };
}

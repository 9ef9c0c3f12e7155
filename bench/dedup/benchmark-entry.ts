import type { ParsedEntry } from "../../src/model/feed.ts";

/** An entry as the dedup benchmark writes it. */
export type BenchmarkEntry = {
  readonly feedUrl: string;
  readonly guid: string | null;
  readonly url: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly contentHtml: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly updated?: string | null;
  readonly origLink?: string | null;
  readonly source?: {
    readonly id?: string | null;
    readonly self?: string | null;
    readonly title?: string | null;
  } | null;
  readonly canonical?: string | null;
  readonly enclosure?: string | null;
};

/** The entry as the parse station would have read it; what the benchmark leaves out is null. */
export function parsedEntry(entry: BenchmarkEntry): ParsedEntry {
  const html = (value: string | null) => (value === null ? null : { value, type: "html" as const });
  return {
    id: entry.guid,
    url: entry.url,
    title: html(entry.title),
    summary: html(entry.summary),
    content: html(entry.contentHtml),
    baseUrl: entry.url ?? entry.feedUrl,
    language: null,
    authors: entry.author === null ? [] : [{ name: entry.author, email: null, url: null }],
    categories: [],
    published: isoDate(entry.published),
    updated: isoDate(entry.updated ?? null),
    images: [],
    enclosures: entry.enclosure ? [{ url: entry.enclosure, type: "audio/mpeg", length: null }] : [],
    origLink: entry.origLink ?? null,
    canonicalUrl: entry.canonical ?? null,
    origin: entry.source
      ? {
          id: entry.source.id ?? null,
          title: entry.source.title ?? null,
          url: entry.source.self ?? null,
        }
      : null,
    commentsUrl: null,
    rights: null,
  };
}

function isoDate(text: string | null): string | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

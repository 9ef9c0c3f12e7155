import type { Enclosure, FeedDocument, ParsedEntry, Text } from "../model/feed.ts";
import { deriveEntry } from "./derive-entry.ts";
import { neutralAuthors } from "./shown-authors.ts";

/** What `inspect` prints of a document (DESIGN section 9). */
export type NeutralForm = {
  readonly feed: {
    readonly title: string | null;
    readonly link: string | null;
    readonly language: string | null;
  };
  readonly entries: readonly NeutralEntry[];
};

export type NeutralEntry = {
  readonly id: string | null;
  readonly url: string | null;
  readonly title: string | null;
  /** HTML; '' where the feed has one of which nothing safe is left, null where it has none. */
  readonly summary: string | null;
  readonly contentHtml: string | null;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  /** ISO 8601 UTC. */
  readonly published: string | null;
  readonly updated: string | null;
  readonly image: string | null;
  readonly enclosures: readonly Enclosure[];
};

/** A document as Feedloom understands it: cleaned, nothing made up. */
export function neutralForm({ feed, entries }: FeedDocument): NeutralForm {
  const { title, link, language } = feed;
  return { feed: { title, link, language }, entries: entries.map(neutralEntry) };
}

function neutralEntry(parsed: ParsedEntry): NeutralEntry {
  const derived = deriveEntry(parsed);
  return {
    id: parsed.id,
    url: parsed.url,
    title: derived.title,
    summary: htmlOf(parsed.summary, derived.summaryHtml),
    contentHtml: htmlOf(parsed.content, derived.contentHtml),
    authors: neutralAuthors(derived.authors),
    categories: derived.categories,
    published: parsed.published,
    updated: parsed.updated,
    image: derived.image,
    enclosures: derived.enclosures,
  };
}

function htmlOf(given: Text | null, clean: string | null): string | null {
  return clean ?? (given === null ? null : "");
}

import { Buffer } from "node:buffer";
import { ParseError } from "../../src/model/errors.ts";
import type { FeedDocument, ParsedEntry } from "../../src/model/feed.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";

const documentUrl = "https://example.org/feeds/feed.xml";

/** Reads a document given as text. */
export function read(document: string, url: string | null = documentUrl): FeedDocument {
  return parseFeed(Buffer.from(document), { contentType: null, url });
}

/** An RSS 2.0 document around the given items, with the module prefixes declared. */
export function rss(items: string): string {
  return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:dcterms="http://purl.org/dc/terms/" xmlns:atom="http://www.w3.org/2005/Atom"
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
    xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:xhtml="http://www.w3.org/1999/xhtml"
    xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
    <channel><title>Harbour news</title><link>https://example.org/</link>${items}</channel></rss>`;
}

/** An Atom 1.0 document around the given elements. */
export function atom(elements: string, attributes = ""): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}>${elements}</feed>`;
}

/** The only entry of a document. */
export function onlyEntry(document: string, url: string | null = documentUrl): ParsedEntry {
  const { entries } = read(document, url);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw new Error(`${entries.length} entries`);
  return entry;
}

/** The only entry of an RSS document with one item of the given content. */
export function rssEntry(fields: string): ParsedEntry {
  return onlyEntry(rss(`<item>${fields}</item>`));
}

/** The only entry of an Atom document with one entry of the given content. */
export function atomEntry(fields: string, attributes = ""): ParsedEntry {
  return onlyEntry(atom(`<entry>${fields}</entry>`, attributes));
}

/** The ParseError a document is refused with. */
export function refusal(reading: () => unknown): ParseError {
  try {
    reading();
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  throw new Error("the document was not refused");
}

import { ParseError } from "../model/errors.ts";
import type { FeedDocument } from "../model/feed.ts";
import { readTree } from "../markup/tree.ts";
import { decodeText } from "./charset.ts";
import { canonicalFeed } from "./canonical-feed.ts";
import { feedDocument } from "./feed-document.ts";
import { findFeed } from "./feed-root.ts";
import { beginsAsWebPage, cutOff, notAFeed, webPage } from "./refusal.ts";
import { parseJsonFeed } from "./json-document.ts";
import { mapFeed } from "./rss-mapping.ts";

/** What the transport says about the bytes. */
export type DocumentContext = {
  /** The Content-Type field. */
  readonly contentType: string | null;
  /** Where the bytes came from: base of relative references. */
  readonly url: string | null;
};

/**
 * Reads a feed of any format, well-formed or not.
 * @throws ParseError, and nothing else, where there is no feed to read.
 */
export function parseFeed(bytes: Uint8Array, context: DocumentContext): FeedDocument {
  const text = decodeText(bytes, context.contentType);
  if (text.trim() === "") {
    throw new ParseError("empty", "The document is empty: the publisher sent no feed.");
  }
  if (/^\s*\{/.test(text)) return parseJsonFeed(text, context.url);
  if (beginsAsWebPage(text)) throw webPage(text, context.url);
  const tree = readTree(text);
  const found = findFeed(tree, context.url);
  if (found === null) throw notAFeed(tree, context.url);
  const feed = canonicalFeed(found);
  if (feed.entries.length === 0 && found.channel.element.closed === "cut") throw cutOff(tree.text);
  return feedDocument(feed.format, mapFeed(feed), found);
}

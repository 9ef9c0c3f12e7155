import Parser from "rss-parser";
import { deriveEntry } from "../../src/entries/derive-entry.ts";
import { ParseError } from "../../src/model/errors.ts";
import { decodeText } from "../../src/parse/charset.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";
import { readDocument } from "../../src/read.ts";
import type { BenchDocument } from "./documents.ts";

const weakKeys = { guid: false, link: false };

/** The whole reading path of a poll: bytes to entries ready for the store. Counts the entries. */
export function readWholly({ bytes, contentType, url }: BenchDocument): number {
  const context = { sourceId: "bench", url, contentType, weakKeys };
  return countOrRefusal(() => readDocument(bytes, context).entries.length);
}

/** Bytes to sanitised entries: what feedparser does too, without the marks that dedup compares. */
export function parseAndDerive({ bytes, contentType, url }: BenchDocument): number {
  return countOrRefusal(
    () => parseFeed(bytes, { contentType, url }).entries.map(deriveEntry).length,
  );
}

/** Plain rss-parser, which sanitises nothing; the decoded texts are handed over. Counts the entries; 0 where it fails. */
export function rssParser(documents: readonly BenchDocument[]): () => Promise<number> {
  const texts = documents.map(({ bytes, contentType }) => decodeText(bytes, contentType));
  const parser = new Parser();
  return async () => {
    let entries = 0;
    for (const text of texts) {
      const feed = await parser.parseString(text).catch(() => null);
      entries += feed?.items.length ?? 0;
    }
    return entries;
  };
}

function countOrRefusal(read: () => number): number {
  try {
    return read();
  } catch (error) {
    if (error instanceof ParseError) return 0;
    throw error;
  }
}

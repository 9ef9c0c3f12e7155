import { textBlocks } from "../markup/blocks.ts";
import type { EntryText } from "../model/entry.ts";
import type { ParsedEntry } from "../model/feed.ts";
import type { PageText } from "./page-text.ts";

/**
 * An entry with what its page adds: the page's text where it is longer than the feed's own (`feedText`), its picture as
 * the last choice for the cover, its author where the feed knows none. Null: the page adds nothing.
 */
export function withPage(
  parsed: ParsedEntry,
  page: PageText,
  feedText: EntryText,
): ParsedEntry | null {
  const isLonger = page.html !== null && lengthOf(textBlocks(page.html, 0)) > lengthOf(feedText);
  const isCredited = page.author !== null && parsed.authors.length === 0;
  if (!isLonger && !isCredited && page.imageUrl === null) return null;
  return {
    ...parsed,
    content: isLonger ? { value: page.html ?? "", type: "html" } : parsed.content,
    images: page.imageUrl === null ? parsed.images : [...parsed.images, pageImage(page.imageUrl)],
    authors: isCredited ? [{ name: page.author, email: null, url: null }] : parsed.authors,
  };
}

/** In words; two characters of scripts without spaces count as one. */
function lengthOf({ words, cjkCharacters }: Pick<EntryText, "words" | "cjkCharacters">): number {
  return words + cjkCharacters / 2;
}

function pageImage(url: string): ParsedEntry["images"][number] {
  return { url, place: "page", width: null, height: null };
}

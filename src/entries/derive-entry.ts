import type { HtmlPlace } from "../markup/element-cleaner.ts";
import { cleanHtml, type CleanHtml } from "../markup/sanitise.ts";
import { textToHtml } from "../markup/text-to-html.ts";
import type { DerivedEntry } from "../model/entry.ts";
import type { ParsedEntry, Text } from "../model/feed.ts";
import { cleanAuthors } from "./clean-authors.ts";
import { cleanCategories } from "./clean-categories.ts";
import { cleanEnclosures } from "./clean-enclosures.ts";
import { cleanTitle } from "./clean-title.ts";
import { coverImage } from "./cover-image.ts";
import { entryText } from "./entry-text.ts";

/** What is published of an entry: safe, plain, absolute. Depends on `parsed` alone. */
export function deriveEntry(parsed: ParsedEntry): DerivedEntry {
  // A document without an address (a file) leaves the article's own as the best base.
  const place = { baseUrl: parsed.baseUrl ?? parsed.url, pageUrl: parsed.url };
  const content = cleanText(parsed.content, place);
  // Many feeds give the same text as summary and as content: cleaned once.
  const summary = isSameText(parsed.summary, parsed.content)
    ? content
    : cleanText(parsed.summary, place);
  return {
    title: cleanTitle(parsed.title),
    summaryHtml: summary?.html ?? null,
    contentHtml: content?.html ?? null,
    authors: cleanAuthors(parsed.authors),
    categories: cleanCategories(parsed.categories),
    enclosures: cleanEnclosures(parsed.enclosures),
    ...coverImage(parsed.images, [...(content?.images ?? []), ...(summary?.images ?? [])]),
    text: entryText(content?.html ?? null, summary?.html ?? null),
  };
}

/** Null where there is nothing in it. */
function cleanText(text: Text | null, place: HtmlPlace): CleanHtml | null {
  if (text === null) return null;
  const clean =
    text.type === "html"
      ? cleanHtml(text.value, place)
      : { html: textToHtml(text.value), images: [] };
  return clean.html === "" ? null : clean;
}

function isSameText(a: Text | null, b: Text | null): boolean {
  return a !== null && b !== null && a.type === b.type && a.value === b.value;
}

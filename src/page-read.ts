import { deriveEntry } from "./entries/derive-entry.ts";
import { extractPage } from "./fulltext/extract.ts";
import { pageContentType } from "./fulltext/page-charset.ts";
import type { PageText } from "./fulltext/page-text.ts";
import { withPage } from "./fulltext/with-page.ts";
import type { ParsedEntry } from "./model/feed.ts";
import { decodeText } from "./parse/charset.ts";

export type PageBytes = {
  readonly body: Uint8Array;
  readonly contentType: string | null;
  /** Where it came from: base of relative addresses. */
  readonly url: string;
};

/** What an article's page says, as JSON; null where there is no article in it. Slow: for a thread of its own. */
export function readPage({ body, contentType, url }: PageBytes): string | null {
  const page = extractPage(decodeText(body, pageContentType(body, contentType)), url);
  return page === null ? null : JSON.stringify(page);
}

/** `DerivedEntry` of an entry and its page together, as JSON; null where the page adds nothing. `raw`, `page`: as stored. */
export function derivePage(raw: string, page: string): string | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `readDocument`.
  const parsed = JSON.parse(raw) as ParsedEntry;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `readPage`.
  const text = JSON.parse(page) as PageText;
  const merged = withPage(parsed, text, deriveEntry(parsed).text);
  return merged === null ? null : JSON.stringify(deriveEntry(merged));
}

import type { Enclosure, Person } from "./feed.ts";

/**
 * What is derived from one `ParsedEntry` by our code: safe, plain, absolute. Stored beside the raw fields with
 * `derivedVersion` and made again after an upgrade.
 */
export type DerivedEntry = {
  /** Plain text; null where the feed has none (a title is made up only when publishing). */
  readonly title: string | null;
  /** Sanitised HTML with absolute URLs. */
  readonly summaryHtml: string | null;
  readonly contentHtml: string | null;
  /** With names or e-mail addresses as given; publishing drops addresses. */
  readonly authors: readonly Person[];
  readonly categories: readonly string[];
  readonly enclosures: readonly Enclosure[];
  /** The cover image by the order of DESIGN section 8. */
  readonly image: string | null;
  /** Its media type as the feed states it; absent where it does not. */
  readonly imageType?: string;
  readonly text: EntryText;
};

/** The words of an entry, ready for the post summary at any length. */
export type EntryText = {
  /** `content`: a reading time can be told; `summary`: bare summary, no reading time; `none`: no text at all. */
  readonly kind: "content" | "summary" | "none";
  /** Plain text of the first blocks in order (headings count; figures, captions, code, tables, boilerplate do not), at most `maxBlockWords` words in all. */
  readonly blocks: readonly string[];
  /** Whether there are blocks after the last of `blocks`. */
  readonly hasMore: boolean;
  /** Words of the whole text, CJK characters not counted. */
  readonly words: number;
  /** Han, Kana and Hangul characters of the whole text. */
  readonly cjkCharacters: number;
};

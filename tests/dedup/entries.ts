import { featuresOf } from "../../src/dedup/features.ts";
import type { EntryFeatures } from "../../src/dedup/entry-features.ts";
import { deriveEntry } from "../../src/entries/derive-entry.ts";
import type { ParsedEntry } from "../../src/model/feed.ts";

/** What a test says of an entry; the rest is as in a small blog's feed. */
export type Sketch = Omit<Partial<ParsedEntry>, "title" | "content"> & {
  readonly feed?: string;
  readonly title?: string | null;
  readonly text?: string;
};

export function entry(sketch: Sketch): ParsedEntry {
  const {
    feed: _feed,
    title = "A walk along the harbour wall",
    text = harbourText,
    ...rest
  } = sketch;
  return {
    id: null,
    url: null,
    summary: null,
    baseUrl: null,
    language: null,
    authors: [],
    categories: [],
    published: "2024-03-01T12:00:00.000Z",
    updated: null,
    images: [],
    enclosures: [],
    origLink: null,
    canonicalUrl: null,
    origin: null,
    commentsUrl: null,
    rights: null,
    ...rest,
    title: title === null ? null : { value: title, type: "text" },
    content: { value: text, type: "html" },
  };
}

export function features(sketch: Sketch): EntryFeatures {
  const parsed = entry(sketch);
  const feedUrl = sketch.feed ?? "https://walks.example/feed.xml";
  return featuresOf(parsed, deriveEntry(parsed), { sourceId: feedUrl, feedUrl });
}

/** 50 words. */
export const harbourText =
  "<p>The tide was out when we started, and the stones of the old wall lay dry in the sun. Nobody had repaired the lamps since winter, so we carried our own. Halfway to the lighthouse a seal looked at us for a long while and then went about its business.</p>";

/** So many words, none of them about the harbour. */
export const orchardText =
  "<p>Pears need a frost before they taste of anything, my neighbour says, and each October I pick mine too early again. This year three crates went to the school kitchen, one became jam, and the rest feed wasps that have moved in under the shed roof.</p>";

/** So many different words, the same for the same seed. */
export function longText(words: number, seed = 1): string {
  const word = (index: number) =>
    `w${((index + 1) * 7919 * seed) % 10_007}x`.replace(
      /\d/g,
      (digit) => "abcdefghij"[Number(digit)] ?? "",
    );
  return `<p>${Array.from({ length: words }, (_, index) => word(index)).join(" ")}</p>`;
}

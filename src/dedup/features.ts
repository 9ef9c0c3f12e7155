import type { DerivedEntry } from "../model/entry.ts";
import type { ParsedEntry } from "../model/feed.ts";
import type { WeakKeys } from "../model/stored.ts";
import { creditLineOf, creditsOf } from "./credits.ts";
import { addressKeys, boundedGuid, keysOf } from "./entry-addresses.ts";
import { isComment, isVideo } from "./entry-kind.ts";
import { featuresVersion, type EntryFeatures } from "./entry-features.ts";
import { hexHash } from "./hash.ts";
import { packNumbers } from "./packing.ts";
import { quotesIn } from "./quotes.ts";
import { sketchOf } from "./text-sketch.ts";
import { comparableTitle, titleWords } from "./title.ts";
import { hostOfKey, isHomePageKey, urlKey } from "./url-key.ts";
import { wordHashes } from "./word-hashes.ts";
import { wordHash, wordsOf } from "./words.ts";

export { candidateKeys } from "./candidate-keys.ts";

/** Texts are compared by their beginning; nothing is a copy that agrees for so long and differs later. */
const maxTextLength = 20_000;
const maxHtmlLength = 200_000;
/** Names frame a title; longer lists are lists of contributors. */
const maxNames = 24;
const maxNameLength = 100;
const maxEchoWords = 40;
/** What link lists put around a title. */
const fillers = [
  "comments",
  "comment",
  "link",
  "article",
  "url",
  "points",
  "via",
  "read",
  "more",
  "nbsp",
  "com",
  "www",
];

export type FeatureContext = {
  readonly sourceId: string;
  readonly feedUrl: string;
  /** Keys of this entry that stand on other articles too (`identities().sharedKeys`): not used. */
  readonly shared?: WeakKeys;
};

/** What is compared of an entry. Costs some 60 µs for 350 words; to be made once per version of the entry. */
export function featuresOf(
  parsed: ParsedEntry,
  derived: DerivedEntry,
  feed: FeatureContext,
): EntryFeatures {
  const html = (derived.contentHtml ?? derived.summaryHtml ?? "").slice(0, maxHtmlLength);
  const text = derived.text.blocks.join("\n").slice(0, maxTextLength);
  const title = comparableTitle(derived.title);
  const feedKey = urlKey(feed.feedUrl) ?? feed.feedUrl;
  const addresses = addressKeys(parsed, feed.shared);
  const authors = parsed.authors.slice(0, maxNames).map((person) => person.name ?? "");
  const hosts = [feedKey, ...addresses, ...keysOf([parsed.origin?.url])];
  const names = namesOf([...authors, parsed.origin?.title ?? ""], hosts);
  const said = wordHashes(text);
  const sketch = sketchOf(withoutEcho(said.words, [...titleWords(title), ...names]));
  const media = derived.enclosures.find((file) => /^(?:audio|video)\//.test(file.type ?? ""));
  return {
    version: featuresVersion,
    sourceId: feed.sourceId,
    feedKey,
    guid: feed.shared?.guid === true ? null : boundedGuid(parsed.id),
    // A home page or the feed itself is named by entries without an address of their own.
    urls: addresses.filter((key) => !isHomePageKey(key) && key !== feedKey),
    credits: creditsOf(html),
    origin: keysOf([parsed.origin?.id, parsed.origin?.url]),
    title,
    names,
    publishedAt: parsed.published === null ? null : Date.parse(parsed.published),
    media: media === undefined ? null : (urlKey(media.url) ?? hexHash([media.url], 32)),
    head: packNumbers(sketch.head),
    smallest: packNumbers(sketch.smallest),
    words: sketch.words,
    numbers: said.numbers,
    ...quotesIn(html),
    creditLine: creditLineOf(text, authors),
    isComment: isComment(parsed, feed.feedUrl),
    isVideo: isVideo(parsed),
  };
}

/** Aggregators write "Title  Site" or "Comments" where the text belongs: that is no text. */
function withoutEcho(words: Uint32Array, known: readonly string[]): Uint32Array {
  if (words.length > maxEchoWords) {
    return words;
  }
  const said = new Set([...known, ...fillers].map(wordHash));
  return words.every((word) => said.has(word)) ? new Uint32Array(0) : words;
}

/** The words of names, and of hosts. */
function namesOf(names: readonly string[], keys: readonly string[]): readonly string[] {
  const words = names.flatMap((name) => wordsOf(name.slice(0, maxNameLength)));
  const labels = keys.flatMap((key) => hostOfKey(key).split(/[.-]/));
  return [...new Set([...words, ...labels])].slice(0, maxNames);
}

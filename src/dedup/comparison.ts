import type { EntryFeatures } from "./entry-features.ts";
import { unpackSketch } from "./packing.ts";
import { containment, likeness } from "./text-sketch.ts";
import { isGenericTitle, isSameTitle, titleLikeness } from "./title.ts";
import { slugLikeness } from "./slug.ts";
import { hostOfKey } from "./url-key.ts";

const hourMs = 3_600_000;

/** What the rules look at: two entries measured against each other, the same for (a, b) and (b, a). */
export type Comparison = {
  readonly a: EntryFeatures;
  readonly b: EntryFeatures;
  readonly isSameSource: boolean;
  /** Titles equal apart from names of author and site around them. */
  readonly isSameTitle: boolean;
  /** Share of common words, 0–1. */
  readonly titleLikeness: number;
  /** One of the titles names no article ("Status update"). */
  readonly isGenericTitle: boolean;
  /** Jaccard likeness of the texts' shingles, 0–1. */
  readonly likeness: number;
  /** Share of the shorter text's opening in the longer one's, 0–1. */
  readonly containment: number;
  /** Words of the shorter text. */
  readonly words: number;
  /** Hours between the publication dates; null where one is unknown. */
  readonly hoursApart: number | null;
  readonly isSameHost: boolean;
  /** How far the addresses name the article by the same words, 0–1; 0 where one names it by a number or token. */
  readonly slugLikeness: number;
  /** The texts hold the same numbers. */
  readonly hasSameNumbers: boolean;
};

export function compare(a: EntryFeatures, b: EntryFeatures): Comparison {
  const [x, y] = [unpackSketch(a), unpackSketch(b)];
  return {
    a,
    b,
    isSameSource: a.sourceId === b.sourceId,
    isSameTitle: isSameTitle(a.title, b.title, new Set([...a.names, ...b.names])),
    titleLikeness: titleLikeness(a.title, b.title),
    isGenericTitle: isGenericTitle(a.title) || isGenericTitle(b.title),
    likeness: likeness(x, y),
    // What a reply quotes first is the other's opening, not its own.
    containment: a.opensWithQuote === b.opensWithQuote ? containment(x, y) : 0,
    slugLikeness: slugLikeness(a.urls, b.urls),
    hasSameNumbers: a.numbers === b.numbers,
    words: Math.min(a.words, b.words),
    hoursApart: hoursBetween(a.publishedAt, b.publishedAt),
    isSameHost: siteOf(a) === siteOf(b),
  };
}

/** Host of the article, else of the feed. */
export function siteOf(features: EntryFeatures): string {
  return hostOfKey(features.urls[0] ?? features.feedKey);
}

/** Whether title or text say that both are one article; enough beside an equal key, never alone. */
export function agrees(pair: Comparison): boolean {
  return titlesAgree(pair) || textsAgree(pair);
}

export function titlesAgree(pair: Comparison): boolean {
  return pair.isSameTitle || pair.titleLikeness >= 0.5;
}

export function textsAgree(pair: Comparison): boolean {
  return pair.words > 0 && (pair.likeness >= 0.4 || pair.containment >= 0.6);
}

/** Whether both dates are known and lie within `hours`. */
export function isWithin(pair: Comparison, hours: number): boolean {
  return pair.hoursApart !== null && pair.hoursApart <= hours;
}

function hoursBetween(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.abs(a - b) / hourMs;
}

import type { EntryFeatures } from "./entry-features.ts";
import { once } from "./once.ts";
import type { OpenedEntry } from "./opened-entry.ts";
import { containment, likeness } from "./text-sketch.ts";
import type { TitleMarks } from "./title-marks.ts";
import { isSameTitle } from "./title.ts";
import { slugLikeness } from "./slug.ts";
import { hostOfKey } from "./url-key.ts";

const hourMs = 3_600_000;

/**
 * What the rules look at: two entries measured against each other, the same for (a, b) and (b, a). What is costly is
 * measured when a rule first reads it.
 */
export type Comparison = {
  readonly a: EntryFeatures;
  readonly b: EntryFeatures;
  readonly marks: readonly [a: TitleMarks, b: TitleMarks];
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
  /** Articles and feeds on one host: section feeds of a site, or one source. */
  readonly isSamePublisher: boolean;
  /** How far the addresses name the article by the same words, 0–1; 0 where one names it by a number or token. */
  readonly slugLikeness: number;
  /** The texts hold the same numbers. */
  readonly hasSameNumbers: boolean;
};

export function compare(x: OpenedEntry, y: OpenedEntry): Comparison {
  const [a, b] = [x.features, y.features];
  const isTitleSame = once(() =>
    isSameTitle(a.title, b.title, () => new Set([...a.names, ...b.names])),
  );
  const titlesAlike = once(() => dice(x.titleWords(), y.titleWords()));
  const textsAlike = once(() => likeness(x.text(), y.text()));
  // What a reply quotes first is the other's opening, not its own.
  const contained = once(() =>
    a.opensWithQuote === b.opensWithQuote ? containment(x.text(), y.text()) : 0,
  );
  const slugsAlike = once(() => slugLikeness(a.urls, b.urls));
  return {
    a,
    b,
    isSameSource: a.sourceId === b.sourceId,
    words: Math.min(a.words, b.words),
    hoursApart: hoursBetween(a.publishedAt, b.publishedAt),
    hasSameNumbers: a.numbers === b.numbers,
    isSameHost: siteOf(a) === siteOf(b),
    isSamePublisher: siteOf(a) === siteOf(b) && hostOfKey(a.feedKey) === hostOfKey(b.feedKey),
    get marks(): readonly [TitleMarks, TitleMarks] {
      return [x.marks(), y.marks()];
    },
    get isSameTitle() {
      return isTitleSame();
    },
    get titleLikeness() {
      return titlesAlike();
    },
    get isGenericTitle() {
      return x.hasGenericTitle() || y.hasGenericTitle();
    },
    get likeness() {
      return textsAlike();
    },
    get containment() {
      return contained();
    },
    get slugLikeness() {
      return slugsAlike();
    },
  };
}

/** Share of common words (Dice), 0–1. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) {
    common += b.has(word) ? 1 : 0;
  }
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
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

import { articleNumber } from "./article-number.ts";
import { siteOf, textsAgree, type Comparison } from "./comparison.ts";
import { join, refuse, type Decision } from "./decision.ts";
import type { EntryFeatures } from "./entry-features.ts";
import { hostOfKey } from "./url-key.ts";
import { mediaVeto, numberVeto } from "./veto.ts";

/** So many words of one's own beside a link are a post about the linked page. */
const minOwnWords = 20;
/** Beside a bare link so many words are the article itself, quotations and all. */
const maxLinkPostWords = 150;
/** Eight words, as they are packed. */
const openingLength = 32;
/** Texts of so many words on both sides that share nothing are two texts. */
const minTextWords = 8;

/** Equal comparison keys of the addresses. */
export function addressRule(pair: Comparison): Decision | null {
  const key = pair.a.urls.find((url) => pair.b.urls.includes(url));
  if (key === undefined) {
    return null;
  }
  const veto = linkPostVeto(pair, key) ?? mediaVeto(pair);
  if (veto !== null) {
    return veto;
  }
  return pair.isSameSource ? withinSource(pair, key) : acrossSources(pair, key);
}

/** One page named by two entries of a source: a new guid for the old article, or a page that several items share. */
function withinSource(pair: Comparison, key: string): Decision {
  const number = numberVeto(pair);
  if (number !== null) {
    return number;
  }
  const hasText = pair.words >= minTextWords;
  const isSaidAgain = hasText ? textsAgree(pair) : pair.isSameTitle;
  return isSaidAgain
    ? join("same-address", key)
    : refuse("shared-page", `${key} on different articles`);
}

/** Two cinemas link to one film page and write their own showtimes; section feeds and planets repeat title or text. */
function acrossSources(pair: Comparison, key: string): Decision {
  const saysOther =
    pair.words >= minTextWords &&
    pair.likeness < 0.2 &&
    pair.containment < 0.5 &&
    !hasOneHome(pair);
  return saysOther
    ? refuse("shared-page", `${key} with different texts`)
    : join("same-address", key);
}

/** Feeds of one publisher: the article's own site speaks in both. */
function hasOneHome({ a, b }: Comparison): boolean {
  return hostOfKey(a.feedKey) === hostOfKey(b.feedKey);
}

/** A post about the page it links to: written elsewhere, with words of its own around a quotation. */
function linkPostVeto(pair: Comparison, key: string): Decision | null {
  const isAbout = (some: EntryFeatures, other: EntryFeatures) =>
    some.ownWords !== null &&
    some.ownWords >= minOwnWords &&
    (other.words >= minTextWords || some.ownWords < maxLinkPostWords) &&
    hostOfKey(some.feedKey) !== hostOfKey(key) &&
    (other.ownWords === null || other.ownWords < minOwnWords) &&
    pair.likeness < 0.5 &&
    !opensAlike(pair);
  return isAbout(pair.a, pair.b) || isAbout(pair.b, pair.a)
    ? refuse("link-post", `words of its own about ${key}`)
    : null;
}

function opensAlike(pair: Comparison): boolean {
  return pair.a.head.slice(0, openingLength) === pair.b.head.slice(0, openingLength);
}

/** One site, one article number: slug, section and date of the address changed. */
export function articleNumberRule(pair: Comparison): Decision | null {
  if (siteOf(pair.a) !== siteOf(pair.b) || numberVeto(pair) !== null) {
    return null;
  }
  const numbers = pair.a.urls.map(articleNumber).filter((number) => number !== null);
  const others = new Set(pair.b.urls.map(articleNumber));
  const shared = numbers.find((number) => others.has(number));
  const isSaidAgain = (pair.isSameTitle && !pair.isGenericTitle) || textsAgree(pair);
  return shared !== undefined && isSaidAgain ? join("same-article-number", shared) : null;
}

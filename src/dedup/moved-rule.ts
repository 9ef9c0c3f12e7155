import { isWithin, type Comparison } from "./comparison.ts";
import { join, refuse, type Decision } from "./decision.ts";
import { apart, day, evidenceOf } from "./likeness.ts";
import { hasOtherSlugNumber, isPostedAgain, slugOf } from "./slug.ts";
import { vetoOf } from "./veto.ts";

/** Within one source, and among the feeds of one site, likeness is what templates, series and daily posts have: only an article that moved is joined. */
export function movedRule(pair: Comparison): Decision {
  const veto = vetoOf(pair);
  if (veto !== null) {
    return veto;
  }
  if (!pair.isSameTitle) {
    return apart(pair);
  }
  return hasMoved(pair) ? join("moved", evidenceOf(pair)) : refuse("same-source", evidenceOf(pair));
}

function hasMoved(pair: Comparison): boolean {
  const { words, likeness, slugLikeness, hasSameNumbers } = pair;
  const { isAgain, isOfWords, isOfOtherNumber } = addressesOf(pair);
  const isNamed = (isOfWords || isAgain) && !isOfOtherNumber && !pair.isGenericTitle;
  return (
    hasNewAddressForm(pair, isNamed) ||
    isInTwoFeeds(pair) ||
    // Taken back and posted again within the hour or two.
    (likeness >= 0.96 &&
      slugLikeness === 1 &&
      hasSameNumbers &&
      words >= 30 &&
      isWithin(pair, 3)) ||
    (likeness >= 0.96 && isNamed && hasSameNumbers && words >= 15 && isWithin(pair, day / 2)) ||
    (likeness >= 0.8 &&
      (slugLikeness === 1 || isAgain) &&
      isNamed &&
      words >= 12 &&
      isWithin(pair, 16)) ||
    (likeness >= 0.6 && slugLikeness >= 0.6 && isNamed && words >= 15 && isWithin(pair, day / 2)) ||
    (likeness >= 0.66 && words >= 120 && isWithin(pair, 26) && isOtherPlace(pair)) ||
    // Put on top again, weeks later: nobody writes so much twice without another number in it.
    (likeness >= 0.97 &&
      words >= 150 &&
      slugLikeness === 1 &&
      hasSameNumbers &&
      isWithin(pair, 31 * day))
  );
}

/** Two feeds of one site with the same title, text and second: one article under two addresses, however they are formed. */
function isInTwoFeeds(pair: Comparison): boolean {
  const { isSameSource, isGenericTitle, likeness, words, hasSameNumbers, hoursApart } = pair;
  const isSameText = likeness >= 0.96 && words >= 30 && hasSameNumbers;
  return !isSameSource && !isGenericTitle && isSameText && hoursApart === 0;
}

/** Another host, or another path of words: items that are named by number or token are new ones, with standing notes. */
function isOtherPlace(pair: Comparison): boolean {
  const { isAgain, isOfWords, isOfOtherNumber } = addressesOf(pair);
  return !pair.isSameHost || isAgain || (isOfWords && !isOfOtherNumber);
}

type Addresses = {
  /** One address is the other with "-2" behind. */
  readonly isAgain: boolean;
  /** Both name the article by words, not by a number or token. */
  readonly isOfWords: boolean;
  /** Either names its article by a number or token that the other lacks. */
  readonly isOfOtherNumber: boolean;
};

function addressesOf({ a, b }: Comparison): Addresses {
  return {
    isAgain: isPostedAgain(a.urls, b.urls),
    isOfWords: a.urls.some(isWordAddress) && b.urls.some(isWordAddress),
    isOfOtherNumber: hasOtherSlugNumber(a.urls, b.urls),
  };
}

function isWordAddress(key: string): boolean {
  return slugOf(key) !== null;
}

/**
 * The same date to the second, title and slug: the blog changed the form of its addresses. The texts may only differ as a
 * blurb and an article do; editions in two languages are of one length.
 */
function hasNewAddressForm(pair: Comparison, isNamed: boolean): boolean {
  const longer = Math.max(pair.a.words, pair.b.words);
  const isBlurb = isNamed && pair.words <= 60 && longer >= 3 * pair.words;
  const hasLikeText = pair.likeness >= 0.1 || pair.containment >= 0.2;
  return pair.hoursApart === 0 && pair.slugLikeness === 1 && (hasLikeText || isBlurb);
}

import { isWithin, siteOf, type Comparison } from "./comparison.ts";
import { join, refuse, type Decision } from "./decision.ts";
import type { EntryFeatures } from "./entry-features.ts";
import { vetoOf } from "./veto.ts";

const day = 24;

/** Likeness of title and text between two sources; what is asked for grows as the texts get shorter and the days more. */
export function acrossSourcesRule(pair: Comparison): Decision {
  const veto = vetoOf(pair);
  if (veto !== null) {
    return veto;
  }
  if (hasSameTitleAndText(pair) || hasLikeTitleAndText(pair)) {
    return join("same-text", evidenceOf(pair));
  }
  if (isCredited(pair)) {
    return join("credit-line", evidenceOf(pair));
  }
  return isOpening(pair) ? join("same-opening", evidenceOf(pair)) : apart(pair);
}

function hasSameTitleAndText(pair: Comparison): boolean {
  const { words, likeness, containment } = pair;
  if (!pair.isSameTitle) {
    return false;
  }
  if (pair.isGenericTitle) {
    return (
      (likeness >= 0.8 && words >= 40 && isWithin(pair, day) && pair.hasSameNumbers) ||
      (containment >= 0.9 && words >= 30 && pair.hoursApart === 0 && pair.slugLikeness === 1)
    );
  }
  return (
    (words >= 40 && (likeness >= 0.6 || containment >= 0.8) && isWithin(pair, 7 * day)) ||
    (words >= 12 && (likeness >= 0.45 || containment >= 0.6) && isWithin(pair, 3 * day))
  );
}

/** An editor changed the headline. */
function hasLikeTitleAndText({ titleLikeness, likeness, words, ...pair }: Comparison): boolean {
  return (
    (titleLikeness >= 0.4 && likeness >= 0.8 && words >= 25 && isNear(3 * day)) ||
    (titleLikeness >= 0.3 && likeness >= 0.85 && words >= 120 && isNear(30 * day))
  );

  function isNear(hours: number): boolean {
    return pair.hoursApart !== null && pair.hoursApart <= hours;
  }
}

/** One text is the beginning of the other: an excerpt, or a teaser that the other paper took over with the story. */
function isOpening(pair: Comparison): boolean {
  const { words, likeness, containment, titleLikeness } = pair;
  if (pair.isSameHost) {
    return false;
  }
  return (
    (containment >= 0.95 && words >= 18 && titleLikeness >= 0.15 && isWithin(pair, day)) ||
    (containment >= 0.95 && words >= 10 && titleLikeness >= 0.6 && isWithin(pair, day)) ||
    (containment >= 0.9 &&
      words >= 24 &&
      likeness >= 0.5 &&
      titleLikeness >= 0.35 &&
      isWithin(pair, day / 2))
  );
}

/** "By Jo Doe of RNZ" over what RNZ wrote. */
function isCredited(pair: Comparison): boolean {
  return (
    (creditsSiteOf(pair.a, pair.b) || creditsSiteOf(pair.b, pair.a)) &&
    pair.words >= 12 &&
    pair.containment >= 0.65 &&
    isWithin(pair, day)
  );
}

function creditsSiteOf(copy: EntryFeatures, original: EntryFeatures): boolean {
  const labels = siteOf(original).split(".").slice(0, -1);
  return labels.some((label) => label.length >= 3 && copy.creditLine.includes(label));
}

/** Within one source, and among the feeds of one site, likeness is what templates, series and daily posts have: only an article that moved is joined. */
export function withinSourceRule(pair: Comparison): Decision {
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
  const isNamed =
    (pair.hasWordAddresses || pair.isPostedAgain) &&
    !pair.hasOtherSlugNumber &&
    !pair.isGenericTitle;
  return (
    hasNewAddressForm(pair, isNamed) ||
    // Taken back and posted again within the hour or two.
    (likeness >= 0.96 &&
      slugLikeness === 1 &&
      hasSameNumbers &&
      words >= 30 &&
      isWithin(pair, 3)) ||
    (likeness >= 0.96 && isNamed && hasSameNumbers && words >= 15 && isWithin(pair, day / 2)) ||
    (likeness >= 0.8 &&
      (slugLikeness === 1 || pair.isPostedAgain) &&
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

/** Another host, or another path of words: items that are named by number or token are new ones, with standing notes. */
function isOtherPlace(pair: Comparison): boolean {
  return !pair.isSameHost || (pair.hasWordAddresses && !pair.hasOtherSlugNumber);
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

function apart(pair: Comparison): Decision {
  if (pair.isGenericTitle && pair.isSameTitle) {
    return refuse("generic-title", `"${pair.a.title}" names no article`);
  }
  if (pair.isSameTitle) {
    return refuse(isWithin(pair, 7 * day) ? "other-text" : "other-day", evidenceOf(pair));
  }
  return refuse(pair.likeness >= 0.5 ? "other-title" : "nothing-in-common", evidenceOf(pair));
}

function evidenceOf(pair: Comparison): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const title = pair.isSameTitle ? "equal" : percent(pair.titleLikeness);
  const apartBy =
    pair.hoursApart === null ? "dates unknown" : `${Math.round(pair.hoursApart)} h apart`;
  return `titles ${title}, texts ${percent(pair.likeness)}, opening ${percent(pair.containment)} of ${pair.words} words, ${apartBy}`;
}

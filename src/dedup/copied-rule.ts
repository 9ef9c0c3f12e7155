import { isWithin, siteOf, type Comparison } from "./comparison.ts";
import { join, type Decision } from "./decision.ts";
import type { EntryFeatures } from "./entry-features.ts";
import { apart, day, evidenceOf } from "./likeness.ts";
import { vetoOf } from "./veto.ts";

/** Likeness of title and text between two sources; what is asked for grows as the texts get shorter and the days more. */
export function copiedRule(pair: Comparison): Decision {
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
function hasLikeTitleAndText(pair: Comparison): boolean {
  const { titleLikeness, likeness, words } = pair;
  return (
    (titleLikeness >= 0.4 && likeness >= 0.8 && words >= 25 && isWithin(pair, 3 * day)) ||
    (titleLikeness >= 0.3 && likeness >= 0.85 && words >= 120 && isWithin(pair, 30 * day))
  );
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

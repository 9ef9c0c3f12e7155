import { isWithin, type Comparison } from "./comparison.ts";
import { join, refuse, type Decision } from "./decision.ts";
import { vetoOf } from "./veto.ts";

/** Likeness of title and text between two sources; what is asked for grows as the texts get shorter and the days more. */
export function acrossSourcesRule(pair: Comparison): Decision {
  const veto = vetoOf(pair);
  if (veto !== null) {
    return veto;
  }
  const evidence = evidenceOf(pair);
  if (pair.isSameTitle && !pair.isGenericTitle && hasSameTitleText(pair)) {
    return join("same-text", evidence);
  }
  const { words, likeness, titleLikeness } = pair;
  if (titleLikeness >= 0.4 && likeness >= 0.8 && words >= 25 && isWithin(pair, 72)) {
    return join("same-text", evidence);
  }
  if (likeness >= 0.85 && words >= 120 && isWithin(pair, 24 * 30)) {
    return join("same-text", evidence);
  }
  if (pair.containment >= 0.95 && words >= 18 && !pair.isSameHost && isWithin(pair, 24)) {
    return join("same-opening", evidence);
  }
  return apart(pair);
}

function hasSameTitleText(pair: Comparison): boolean {
  const { words, likeness, containment } = pair;
  return (
    (words >= 40 && (likeness >= 0.6 || containment >= 0.8) && isWithin(pair, 24 * 7)) ||
    (words >= 12 && (likeness >= 0.5 || containment >= 0.7) && isWithin(pair, 72))
  );
}

/** Within one source likeness is what templates, series and daily posts have: only an article that moved is joined. */
export function withinSourceRule(pair: Comparison): Decision {
  const veto = vetoOf(pair);
  if (veto !== null) {
    return veto;
  }
  if (!pair.isSameTitle) {
    return apart(pair);
  }
  const { words, likeness } = pair;
  const isSameNumbers = pair.a.numbers === pair.b.numbers;
  if (
    (likeness >= 0.96 && isSameNumbers && words >= 12 && isWithin(pair, 12)) ||
    (likeness >= 0.66 && words >= 120 && isWithin(pair, 26))
  ) {
    return join("moved", evidenceOf(pair));
  }
  return refuse("same-source", evidenceOf(pair));
}

function apart(pair: Comparison): Decision {
  if (pair.isGenericTitle && pair.isSameTitle) {
    return refuse("generic-title", `"${pair.a.title}" names no article`);
  }
  if (pair.isSameTitle) {
    return refuse(isWithin(pair, 24 * 7) ? "other-text" : "other-day", evidenceOf(pair));
  }
  return pair.likeness >= 0.5
    ? refuse("other-title", evidenceOf(pair))
    : refuse("nothing-in-common", evidenceOf(pair));
}

function evidenceOf(pair: Comparison): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const apartBy =
    pair.hoursApart === null ? "dates unknown" : `${Math.round(pair.hoursApart)} h apart`;
  return `titles ${pair.isSameTitle ? "equal" : percent(pair.titleLikeness)}, texts ${percent(pair.likeness)}, opening ${percent(pair.containment)} of ${pair.words} words, ${apartBy}`;
}

import { isWithin, type Comparison } from "./comparison.ts";
import { refuse, type Decision } from "./decision.ts";

/** Hours of a day. */
export const day = 24;

/** The refusal of two entries that are not alike enough. */
export function apart(pair: Comparison): Decision {
  if (pair.isGenericTitle && pair.isSameTitle) {
    return refuse("generic-title", `"${pair.a.title}" names no article`);
  }
  if (pair.isSameTitle) {
    return refuse(isWithin(pair, 7 * day) ? "other-text" : "other-day", evidenceOf(pair));
  }
  return refuse(pair.likeness >= 0.5 ? "other-title" : "nothing-in-common", evidenceOf(pair));
}

/** What was measured, for `explain`. */
export function evidenceOf(pair: Comparison): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const title = pair.isSameTitle ? "equal" : percent(pair.titleLikeness);
  const apartBy =
    pair.hoursApart === null ? "dates unknown" : `${Math.round(pair.hoursApart)} h apart`;
  return `titles ${title}, texts ${percent(pair.likeness)}, opening ${percent(pair.containment)} of ${pair.words} words, ${apartBy}`;
}

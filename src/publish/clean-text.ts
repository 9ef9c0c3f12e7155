import { visibleText } from "../markup/visible-text.ts";

/**
 * Characters XML 1.0 forbids (one of them makes the whole merged feed ill-formed), the C1 controls validators warn of,
 * and the two non-characters of the basic plane.
 */
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g;

/** Text that every format can carry: no forbidden character, no half of a surrogate pair. */
export function cleanText(value: string): string {
  return value.replace(forbidden, "").toWellFormed();
}

/** One line of text: clean and visible, white space folded, at most `maxLength` UTF-16 units (a cut is shown by an ellipsis). */
export function cleanLine(value: string, maxLength = 2_000): string {
  // Cut before folding too, so that a title of megabytes costs no more than a long one.
  const folded = cleanText(value.slice(0, maxLength * 4)).replace(/\s+/g, " ");
  const line = visibleText(folded).trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).toWellFormed()}…`;
}

/**
 * HTML as character data. `]]>` is spelled so that no CDATA section can end inside it: XML writers are known to guard
 * only the first one, which let a hostile source append a forged entry.
 */
export function cleanHtml(value: string): string {
  return cleanText(value).replaceAll("]]>", "]]&gt;");
}

/** The clean, distinct, non-blank lines of `values`, at most `maxCount`; two that differ by case only count as one. */
export function cleanLines(values: readonly string[], maxCount: number): readonly string[] {
  const distinct = new Map<string, string>();
  for (const value of values) {
    const line = cleanLine(value, 200);
    const key = line.toLowerCase();
    if (line !== "" && !distinct.has(key)) distinct.set(key, line);
    if (distinct.size === maxCount) break;
  }
  return [...distinct.values()];
}

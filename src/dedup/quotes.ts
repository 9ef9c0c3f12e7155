import { wordsOf } from "./words.ts";

const tag = /<(\/?)blockquote\b[^>]{0,500}>/gi;

/** Words of a sanitised HTML text outside its block quotes; null where it quotes nothing. */
export function wordsOutsideQuotes(html: string): number | null {
  if (!html.includes("<blockquote")) {
    return null;
  }
  let [depth, from, own] = [0, 0, ""];
  for (const match of html.matchAll(tag)) {
    if (depth === 0) {
      own += ` ${html.slice(from, match.index)}`;
    }
    depth = Math.max(0, depth + (match[1] === "/" ? -1 : 1));
    from = match.index + match[0].length;
  }
  own += depth === 0 ? html.slice(from) : "";
  return wordsOf(own.replace(/<[^<>]*>/g, " ")).length;
}

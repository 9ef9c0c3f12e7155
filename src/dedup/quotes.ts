import { wordsOf } from "./words.ts";

const tag = /<(\/?)blockquote\b[^>]{0,500}>/gi;
/** So few words before a quotation introduce it. */
const maxLeadWords = 4;

export type Quotes = {
  /** Words outside block quotes; null where nothing is quoted. */
  readonly ownWords: number | null;
  /** Whether the text begins with a block quote. */
  readonly opensWithQuote: boolean;
};

/** What a sanitised HTML text has of its own beside its block quotes. */
export function quotesIn(html: string): Quotes {
  if (!html.includes("<blockquote")) {
    return { ownWords: null, opensWithQuote: false };
  }
  let [depth, from] = [0, 0];
  const own: string[] = [];
  for (const match of html.matchAll(tag)) {
    if (depth === 0) {
      own.push(html.slice(from, match.index));
    }
    depth = Math.max(0, depth + (match[1] === "/" ? -1 : 1));
    from = match.index + match[0].length;
  }
  own.push(depth === 0 ? html.slice(from) : "");
  const counts = own.map((part) => wordsOf(part.replace(/<[^<>]*>/g, " ")).length);
  return {
    ownWords: counts.reduce((sum, count) => sum + count, 0),
    opensWithQuote: (counts[0] ?? 0) <= maxLeadWords,
  };
}

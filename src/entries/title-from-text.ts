import { firstWords } from "../markup/words.ts";
import type { EntryText } from "../model/entry.ts";

const maxTitleWords = 12;
const maxTitleLength = 90;

/** A title for a post whose feed gives none: the first words of its text, cut at a word, with "…"; null without text. */
export function titleFromText(text: EntryText): string | null {
  const [block] = text.blocks;
  if (block === undefined) return null;
  const words = firstWords(block, maxTitleWords);
  const short = words.length <= maxTitleLength ? words : atWord(words);
  return short === block ? block : `${short.replace(/[\s,;:.…–—-]+$/, "")}…`;
}

function atWord(text: string): string {
  const end = text.lastIndexOf(" ", maxTitleLength);
  return text.slice(0, end > 0 ? end : maxTitleLength).toWellFormed();
}

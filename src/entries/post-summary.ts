import { firstWords, summaryWordsOf } from "../markup/words.ts";
import type { EntryText } from "../model/entry.ts";

const wordsPerMinute = 213;
const cjkCharactersPerMinute = 500;

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/**
 * The post summary (DESIGN section 8): whole blocks until there are at least `summaryWords` words; a block that would
 * take it past twice that is cut after a sentence, else at a word. Ends in " ..." when there is more; '' without text.
 */
export function postSummary(text: EntryText, summaryWords: number): string {
  const parts: string[] = [];
  let words = 0;
  let cut = false;
  for (const block of text.blocks) {
    if (words >= summaryWords) break;
    const size = summaryWordsOf(block);
    const room = summaryWords * 2 - words;
    cut = size > room;
    parts.push(cut ? cutBlock(block, room) : block);
    words += size;
  }
  const hasMore = cut || text.hasMore || parts.length < text.blocks.length;
  const summary = parts.join(" ");
  return hasMore && summary !== "" ? `${summary} ...` : summary;
}

/** The block up to the last sentence that ends within `room` words, else up to the last word. */
function cutBlock(block: string, room: number): string {
  // A sentence that fits ends within these words; the segmenter need not see the rest.
  const reach = firstWords(block, room + 1);
  let end = 0;
  let words = 0;
  for (const { segment, index } of sentences.segment(reach)) {
    words += summaryWordsOf(segment.trim());
    if (words > room || index + segment.length >= reach.length) break;
    end = index + segment.length;
  }
  return end > 0 ? reach.slice(0, end).trimEnd() : firstWords(block, room);
}

/** Whole minutes to read the content, at least 1; null for a bare summary, whose article may have any length. */
export function readingMinutes(text: EntryText): number | null {
  if (text.kind !== "content") return null;
  const minutes = text.words / wordsPerMinute + text.cjkCharacters / cjkCharactersPerMinute;
  return Math.max(1, Math.ceil(minutes));
}

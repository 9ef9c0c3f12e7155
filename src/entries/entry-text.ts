import type { TextBlocks } from "../markup/block-list.ts";
import { textBlocks } from "../markup/blocks.ts";
import { withoutTeaserEnd } from "../markup/boilerplate.ts";
import type { EntryText } from "../model/entry.ts";

/** Words of blocks kept for summaries; no summary is longer. */
export const maxBlockWords = 2000;

/** A lone description with more words than this is the article itself. */
const longSummaryWords = 150;

const noText: EntryText = { kind: "none", blocks: [], hasMore: false, words: 0, cjkCharacters: 0 };

/**
 * The words of an entry: of its content where the feed declares one with text in it, else of its summary. A lone summary
 * counts as content when it is long or has several blocks and does not end like a teaser (DESIGN section 8).
 */
export function entryText(contentHtml: string | null, summaryHtml: string | null): EntryText {
  const content = textBlocks(contentHtml ?? "", maxBlockWords);
  // An article of pictures or code only has no running text: the summary speaks for it then.
  if (content.blocks.length > 0) return asText("content", content);
  const summary = textBlocks(summaryHtml ?? "", maxBlockWords);
  return isWholeArticle(summary) ? asText("content", summary) : asText("summary", cutOff(summary));
}

function isWholeArticle(summary: TextBlocks): boolean {
  const words = summary.words + summary.cjkCharacters / 2;
  return !summary.isTeaser && (summary.blocks.length > 1 || words > longSummaryWords);
}

/** A teaser's own ellipsis goes: the post summary puts " ..." where there is more, and there is. */
function cutOff(summary: TextBlocks): TextBlocks {
  if (!summary.isTeaser) return summary;
  const last = summary.blocks.at(-1) ?? "";
  const rest = withoutTeaserEnd(last) ?? last;
  const blocks = [...summary.blocks.slice(0, -1), ...(rest === "" ? [] : [rest])];
  return { ...summary, blocks, hasMore: true };
}

function asText(kind: "content" | "summary", text: TextBlocks): EntryText {
  const { blocks, hasMore, words, cjkCharacters } = text;
  if (blocks.length === 0) return noText;
  return { kind, blocks, hasMore, words, cjkCharacters };
}

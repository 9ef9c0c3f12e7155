import { isBoilerplate, isReadMore, withoutTeaserEnd } from "./boilerplate.ts";
import { blockElements } from "./element-kinds.ts";
import { foldSpace } from "./fold-space.ts";
import { readCleanHtml } from "./clean-html-events.ts";
import { countWords, firstWords, type WordCount } from "./words.ts";

export type TextBlocks = WordCount & {
  /** Plain text of the first blocks, at most `maxWords` words in all. */
  readonly blocks: readonly string[];
  /** Whether there is text of blocks after them. */
  readonly hasMore: boolean;
  /** Whether the text ends in an ellipsis or "read more": it is the beginning of something longer. */
  readonly isTeaser: boolean;
};

/** Elements whose text does not belong to the running text: pictures and their captions, code, tables, players. */
const asideElements = "figure figcaption pre table caption audio video iframe".split(" ");
const notRunningText: ReadonlySet<string> = new Set(asideElements);
/** For pages laid out in tables: all of their text stands in one. */
const notTextInTables: ReadonlySet<string> = new Set(
  asideElements.filter((name) => name !== "table"),
);

/**
 * The text blocks of sanitised (balanced) HTML, in order, and the words of its whole text. A block is what stands on
 * its own lines: a paragraph, heading, list item, or what two line breaks part. Blocks of boilerplate are left out.
 */
export function textBlocks(html: string, maxWords: number): TextBlocks {
  const blocks = collectBlocks(html, { maxWords, skipped: notRunningText });
  if (blocks.blocks.length > 0 || !html.includes("<table")) return blocks;
  return collectBlocks(html, { maxWords, skipped: notTextInTables });
}

type Collecting = { readonly maxWords: number; readonly skipped: ReadonlySet<string> };

function collectBlocks(html: string, { maxWords, skipped }: Collecting): TextBlocks {
  const all = new BlockList(maxWords);
  let text = "";
  let skipDepth = 0;
  let breaks = 0;
  const endBlock = (): void => {
    all.add(text, skipDepth === 0);
    text = "";
    breaks = 0;
  };
  const lineBreak = (): void => {
    breaks += 1;
    if (breaks > 1) endBlock();
    else text += " ";
  };
  readCleanHtml(html, {
    onText: (part) => {
      text += part;
      if (breaks > 0 && /\S/.test(part)) breaks = 0;
    },
    onOpen: (name) => {
      if (name === "br") return lineBreak();
      if (blockElements.has(name) || skipped.has(name)) endBlock();
      if (skipped.has(name)) skipDepth += 1;
    },
    onClose: (name) => {
      if (blockElements.has(name) || skipped.has(name)) endBlock();
      if (skipped.has(name)) skipDepth = Math.max(0, skipDepth - 1);
    },
  });
  endBlock();
  return all.finish();
}

/** Blocks as they come, up to `maxWords`; the words of all. */
class BlockList {
  readonly #blocks: string[] = [];
  readonly #maxWords: number;
  #kept = 0;
  #hasMore = false;
  #last = "";
  #endsInReadMore = false;
  #words = 0;
  #cjkCharacters = 0;

  constructor(maxWords: number) {
    this.#maxWords = maxWords;
  }

  /** Text outside of the running text counts for the reading time only. */
  add(text: string, isRunningText: boolean): void {
    const block = foldSpace(text);
    if (block === "") return;
    const count = countWords(block);
    this.#words += count.words;
    this.#cjkCharacters += count.cjkCharacters;
    if (!isRunningText) return;
    if (isReadMore(block)) this.#endsInReadMore = true;
    else if (!isBoilerplate(block)) this.#keep(block, count.words + count.cjkCharacters / 2);
  }

  finish(): TextBlocks {
    return {
      blocks: this.#blocks,
      hasMore: this.#hasMore,
      isTeaser: this.#endsInReadMore || withoutTeaserEnd(this.#last) !== null,
      words: this.#words,
      cjkCharacters: this.#cjkCharacters,
    };
  }

  #keep(block: string, size: number): void {
    this.#last = block;
    this.#endsInReadMore = false;
    const room = this.#maxWords - this.#kept;
    if (room <= 0 || this.#hasMore) {
      this.#hasMore = true;
      return;
    }
    this.#hasMore = size > room;
    this.#blocks.push(size > room ? firstWords(block, room) : block);
    this.#kept += Math.min(size, room);
  }
}

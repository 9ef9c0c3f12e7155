import { isBoilerplate, isReadMore, withoutTeaserEnd } from "./boilerplate.ts";
import { foldSpace } from "./fold-space.ts";
import { countWords, firstWords, type WordCount } from "./words.ts";

export type TextBlocks = WordCount & {
  /** Plain text of the first blocks, at most `maxWords` words in all. */
  readonly blocks: readonly string[];
  /** Whether there is text of blocks after them. */
  readonly hasMore: boolean;
  /** Whether the text ends in an ellipsis or "read more": it is the beginning of something longer. */
  readonly isTeaser: boolean;
};

/** Blocks as they come, up to `maxWords`; the words of all. */
export class BlockList {
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

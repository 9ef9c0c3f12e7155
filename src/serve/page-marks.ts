import type { Tallies } from "../publish/choose-posts.ts";
import type { PostPlace } from "./site.ts";

/** A place in the posts of a selection: where a later page goes on reading. */
export type PageMark = {
  /** Posts shown above. */
  readonly shown: number;
  /** The last of them. */
  readonly after: PostPlace;
  readonly tallies: Tallies;
};

/** Enough for several crawlers at once. */
const maxMarks = 200;

/**
 * Remembers where pages end. What a page shows depends on all posts above it; without marks, page 100 would read a
 * hundred pages, and a crawler walking down a large site would read it all for every page.
 */
export class PageMarks {
  #content = 0;
  #marks: (PageMark & { readonly path: string })[] = [];
  /** How many posts there are, by path, where somebody looked for more. */
  readonly #counts = new Map<string, number>();

  /** The lowest known place at or above `offset`; null: start at the top. */
  find(
    path: string,
    { content, offset }: MarkedContent & { readonly offset: number },
  ): PageMark | null {
    if (!this.#isPresent(content)) return null;
    const above = this.#marks.filter((mark) => mark.path === path && mark.shown <= offset);
    return above.reduce<PageMark | null>(
      (lowest, mark) => (lowest === null || mark.shown > lowest.shown ? mark : lowest),
      null,
    );
  }

  add(path: string, { content, mark }: MarkedContent & { readonly mark: PageMark }): void {
    if (!this.#isPresent(content)) return;
    if (this.#marks.some(({ path: known, shown }) => known === path && shown === mark.shown))
      return;
    this.#marks.push({ path, ...mark });
    if (this.#marks.length > maxMarks) this.#marks.shift();
  }

  /** Whether nothing is shown at `offset`, as far as somebody looked before. */
  isBelowLast(
    path: string,
    { content, offset }: MarkedContent & { readonly offset: number },
  ): boolean {
    return this.#isPresent(content) && offset >= (this.#counts.get(path) ?? Infinity);
  }

  /** To be told when there was nothing after the last post: nobody has to look for it again. */
  noteLast(path: string, { content, shown }: MarkedContent & { readonly shown: number }): void {
    if (this.#isPresent(content)) this.#counts.set(path, shown);
  }

  /** A list that was begun before the last change says nothing about what there is now. */
  #isPresent(content: number): boolean {
    if (content > this.#content) {
      this.#content = content;
      this.#marks = [];
      this.#counts.clear();
    }
    return content === this.#content;
  }
}

type MarkedContent = {
  /** Of the generation; marks hold for one. */
  readonly content: number;
};

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

  /** The lowest known place at or above `offset`; null: start at the top. */
  find(
    path: string,
    { content, offset }: MarkedContent & { readonly offset: number },
  ): PageMark | null {
    this.#forgetOther(content);
    const above = this.#marks.filter((mark) => mark.path === path && mark.shown <= offset);
    return above.reduce<PageMark | null>(
      (lowest, mark) => (lowest === null || mark.shown > lowest.shown ? mark : lowest),
      null,
    );
  }

  add(path: string, { content, mark }: MarkedContent & { readonly mark: PageMark }): void {
    this.#forgetOther(content);
    if (this.#marks.some(({ path: known, shown }) => known === path && shown === mark.shown))
      return;
    this.#marks.push({ path, ...mark });
    if (this.#marks.length > maxMarks) this.#marks.shift();
  }

  #forgetOther(content: number): void {
    if (content <= this.#content) return;
    this.#content = content;
    this.#marks = [];
  }
}

type MarkedContent = {
  /** Of the generation; marks hold for one. */
  readonly content: number;
};

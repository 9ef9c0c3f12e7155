import { derivePage, readPage, type PageBytes } from "./page-read.ts";

/** The page worker's entry (see page-pool.ts). */

export type PageTask = {
  /** `ParsedEntry` as JSON. */
  readonly raw: string;
  /** The page as it came, or as it was read before. */
  readonly page: PageBytes | string;
};

export type PageResult = {
  /** `PageText` as JSON; null: there is no article in it. */
  readonly page: string | null;
  /** `DerivedEntry` of entry and page as JSON; null: the page adds nothing. */
  readonly derived: string | null;
};

export function takePage(task: PageTask): PageResult {
  const page = typeof task.page === "string" ? task.page : readPage(task.page);
  return { page, derived: page === null ? null : derivePage(task.raw, page) };
}

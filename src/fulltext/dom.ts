import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

/** What we use of a document. Both packages are typed for browsers, whose types are not ours. */
export type Page = {
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
};

export type Article = {
  readonly content?: string | null | undefined;
  readonly byline?: string | null | undefined;
};

export function openPage(html: string): Page {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `Document` is not among our types.
  return (parseHTML(html) as unknown as { readonly document: Page }).document;
}

/** The article of a page, which is taken apart by it; null where there is none, or the page is too odd to work through. */
export function readArticle(page: Page): Article | null {
  try {
    return new Readability(page).parse();
  } catch {
    return null;
  }
}

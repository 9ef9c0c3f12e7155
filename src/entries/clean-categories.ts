import { foldSpace } from "../markup/fold-space.ts";
import { visibleText } from "../markup/visible-text.ts";

const maxCategories = 100;
const maxCategoryLength = 200;

/** Categories on one line each; one that differs in case only is the same. */
export function cleanCategories(categories: readonly string[]): readonly string[] {
  const known = new Map<string, string>();
  for (const category of categories.slice(0, maxCategories)) {
    const line = foldSpace(category).slice(0, maxCategoryLength).toWellFormed().trim();
    const word = visibleText(line);
    const key = word.toLowerCase();
    if (word !== "" && !known.has(key)) known.set(key, word);
  }
  return [...known.values()];
}

import { plainText } from "../markup/plain-text.ts";

const maxCategories = 100;
const maxCategoryLength = 200;

/** Categories as plain words; one that differs in case only is the same. */
export function cleanCategories(categories: readonly string[]): readonly string[] {
  const known = new Map<string, string>();
  for (const category of categories.slice(0, maxCategories)) {
    // Blog software writes names that are HTML already: "Q&amp;A" inside CDATA.
    const word = plainText(category).slice(0, maxCategoryLength).trim();
    const key = word.toLowerCase();
    if (word !== "" && !known.has(key)) known.set(key, word);
  }
  return [...known.values()];
}

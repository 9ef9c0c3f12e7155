import { foldSpace } from "../markup/fold-space.ts";
import { plainTitle } from "../markup/plain-text.ts";
import { visibleText } from "../markup/visible-text.ts";
import type { Text } from "../model/feed.ts";

/** Characters of a title that are kept; longer ones are texts that came in the wrong element. */
const maxTitleLength = 1000;

/**
 * A title as plain text on one line, references undone once if it came as HTML and never if it came as text; null where
 * there is none.
 */
export function cleanTitle(title: Text | null): string | null {
  if (title === null) return null;
  const text = title.type === "html" ? plainTitle(title.value) : foldSpace(title.value);
  const plain = visibleText(text.slice(0, maxTitleLength).toWellFormed());
  return plain === "" ? null : plain;
}

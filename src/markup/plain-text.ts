import { blockElements } from "./element-kinds.ts";
import { readHtml } from "./html-events.ts";
import { foldSpace } from "./fold-space.ts";

/**
 * The visible text of an HTML fragment: tags stripped, references undone exactly once, script and style dropped, a
 * space where a block begins or ends, white space folded.
 */
export function plainText(html: string): string {
  // Most titles hold neither a tag nor a reference.
  if (!html.includes("<") && !html.includes("&")) return foldSpace(html);
  let text = "";
  const space = (name: string): void => {
    if (blockElements.has(name)) text += " ";
  };
  readHtml(html, { onText: (part) => (text += part), onOpen: space, onClose: space });
  return foldSpace(text);
}

import { blockElements, isElementName } from "./element-kinds.ts";
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
    text += spaceAt(name);
  };
  readHtml(html, { onText: (part) => (text += part), onOpen: space, onClose: space });
  return foldSpace(text);
}

/**
 * The same for a title, whose author may have written about code: "Vec<T>" and "#include <stdio>" are no markup, so a
 * tag with a name that HTML does not have stays as text.
 */
export function plainTitle(html: string): string {
  if (!html.includes("<") && !html.includes("&")) return foldSpace(html);
  let text = "";
  readHtml(html, {
    onText: (part) => (text += part),
    onOpen: (name, written) => (text += isElementName(name) ? spaceAt(name) : `<${written}>`),
    onClose: (name, written) => (text += isElementName(name) ? spaceAt(name) : `</${written}>`),
  });
  return foldSpace(text);
}

function spaceAt(name: string): string {
  return blockElements.has(name) ? " " : "";
}

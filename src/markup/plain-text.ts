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

/** More of a title is never shown. */
const maxTitleHtml = 10_000;

/** Start tags of elements that swallow all text after them, where nothing ends them. */
const unclosedRawText =
  /<(?=(script|style|iframe|textarea|title|template|svg|noembed|noframes|xmp|plaintext)\b(?![^]*<\/\1))/gi;

/**
 * The same for a title, whose author may have written about code: "Vec<T>", "#include <stdio>" and "the <script> tag" are
 * no markup. A tag with a name that HTML does not have stays as text, and so does one that would swallow the rest.
 */
export function plainTitle(html: string): string {
  if (!html.includes("<") && !html.includes("&")) return foldSpace(html);
  let text = "";
  readHtml(html.slice(0, maxTitleHtml).replace(unclosedRawText, "&lt;"), {
    onText: (part) => (text += part),
    onOpen: (name, written) => (text += isElementName(name) ? spaceAt(name) : `<${written}>`),
    onClose: (name, written) => (text += isElementName(name) ? spaceAt(name) : `</${written}>`),
  });
  return foldSpace(text);
}

function spaceAt(name: string): string {
  return blockElements.has(name) ? " " : "";
}

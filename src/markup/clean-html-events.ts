import type { HtmlReader } from "./html-events.ts";

const references: ReadonlyMap<string, string> = new Map([
  ["&amp;", "&"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
]);

/**
 * Reads the text and tag names of HTML that `sanitiseHtml` or `textToHtml` wrote: every `<` begins a tag, every `>` ends
 * one, and four references are used. Three times as fast as `readHtml`, which reads anything.
 */
export function readCleanHtml(html: string, reader: HtmlReader): void {
  let at = 0;
  while (at < html.length) {
    const tag = html.indexOf("<", at);
    if (tag === -1) break;
    if (tag > at) reader.onText(undoReferences(html.slice(at, tag)));
    const end = html.indexOf(">", tag);
    readTag(html.slice(tag + 1, end === -1 ? html.length : end), reader);
    at = end === -1 ? html.length : end + 1;
  }
  if (at < html.length) reader.onText(undoReferences(html.slice(at)));
}

/** `inside` is what stands between `<` and `>`. */
function readTag(inside: string, reader: HtmlReader): void {
  if (inside.startsWith("/")) {
    const name = inside.slice(1);
    reader.onClose(name, name);
    return;
  }
  const space = inside.indexOf(" ");
  const name = space === -1 ? inside : inside.slice(0, space);
  reader.onOpen(name, name);
}

function undoReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:amp|lt|gt|quot);/g,
    (reference) => references.get(reference) ?? reference,
  );
}

import { withoutControls } from "./fold-space.ts";

const escapes: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
]);

/** Plain text as HTML that shows the same: escaped, blank lines part paragraphs, other line ends are breaks. */
export function textToHtml(text: string): string {
  const paragraphs = paragraphsOf(escapeHtml(withoutControls(text)));
  if (paragraphs.length <= 1) return paragraphs[0] ?? "";
  return paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("\n");
}

function paragraphsOf(escaped: string): string[] {
  const paragraphs: string[][] = [[]];
  for (const line of escaped.split(/\r\n|\r|\n/)) {
    const trimmed = line.trim();
    if (trimmed === "") paragraphs.push([]);
    else paragraphs.at(-1)?.push(trimmed);
  }
  return paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join("<br />\n"));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes.get(character) ?? "");
}

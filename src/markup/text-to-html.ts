import { withoutControls } from "./fold-space.ts";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Plain text as HTML that shows the same: escaped, a paragraph for every blank line, a break for every other line. */
export function textToHtml(text: string): string {
  const escaped = withoutControls(text).replace(/[&<>"]/g, (character) => escapes[character] ?? "");
  const paragraphs = escaped
    .split(/\n[^\S\n]*\n\s*|\r\n[^\S\n]*\r\n\s*/)
    .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, "<br />\n"))
    .filter((paragraph) => paragraph !== "");
  if (paragraphs.length <= 1) return paragraphs[0] ?? "";
  return paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("\n");
}

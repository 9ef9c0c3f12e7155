import type { Sketch } from "../dedup/entries.ts";
import { harbourText } from "../dedup/entries.ts";

/** An Atom document with these entries; what a sketch leaves out is as in a small blog's feed. */
export function atomOf(title: string, sketches: readonly Sketch[]): string {
  const head = `<title>${title}</title><id>urn:feed:${title}</id><updated>2024-03-01T12:00:00Z</updated>`;
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">${head}${sketches.map(entryOf).join("")}</feed>`;
}

function entryOf(sketch: Sketch): string {
  const { id, url, origin, origLink, canonicalUrl } = sketch;
  const parts = [
    `<title>${escape(sketch.title ?? "A walk along the harbour wall")}</title>`,
    typeof id === "string" ? `<id>${escape(id)}</id>` : "",
    linkOf("alternate", url),
    linkOf("canonical", canonicalUrl),
    ...(sketch.enclosures ?? []).map((file) => linkOf("enclosure", file.url, file.type)),
    typeof origLink === "string"
      ? `<feedburner:origLink>${escape(origLink)}</feedburner:origLink>`
      : "",
    origin === undefined || origin === null
      ? ""
      : `<source><id>${origin.url}</id><title>${origin.title}</title>${linkOf("self", origin.url)}</source>`,
    `<published>${sketch.published ?? "2024-03-01T12:00:00Z"}</published>`,
    `<content type="html">${escape(sketch.text ?? harbourText)}</content>`,
  ];
  return `<entry>${parts.join("")}</entry>`;
}

function linkOf(rel: string, href: string | null | undefined, type?: string | null): string {
  if (href === null || href === undefined) return "";
  const typed = type === null || type === undefined ? "" : ` type="${type}"`;
  return `<link rel="${rel}" href="${escape(href)}"${typed}/>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

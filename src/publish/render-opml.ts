import type { Source } from "../model/source.ts";
import { cleanLine } from "./clean-text.ts";
import { cleanUrl } from "./clean-url.ts";
import { element, escapeText } from "./xml.ts";

export type Subscription = {
  readonly source: Source;
  /** Shown name. */
  readonly title: string;
  /** The site. */
  readonly link: string | null;
};

/**
 * The subscriptions as OPML 2.0: sources without tags first, then a group for each tag, whatever its case, a source in
 * every group it belongs to. Private sources are left out, and addresses are the public ones.
 */
export function renderOpml(title: string, subscriptions: readonly Subscription[]): string {
  const shown = subscriptions.filter(({ source }) => !source.isPrivate);
  const untagged = shown.filter(({ source }) => source.tags.length === 0);
  const outlines = [
    ...untagged.map((subscription) => renderOutline(subscription)),
    ...listTags(shown).map((tag) => renderGroup(tag, shown)),
  ];
  // The specification wants at least one outline.
  if (outlines.length === 0) outlines.push(element("outline", { text: "No subscriptions yet" }));
  const head = element("head", {}, element("title", {}, escapeText(cleanLine(title))));
  const body = `<body>\n  ${outlines.join("\n  ")}\n</body>`;
  const opml = element("opml", { version: "2.0" }, `\n${head}\n${body}\n`);
  return `<?xml version="1.0" encoding="utf-8"?>\n${opml}\n`;
}

/** Each in the spelling it has first, as its address is one. */
function listTags(subscriptions: readonly Subscription[]): readonly string[] {
  const tags = new Map<string, string>();
  for (const tag of subscriptions.flatMap(({ source }) => source.tags)) {
    const key = tag.toLowerCase();
    if (!tags.has(key)) tags.set(key, tag);
  }
  return [...tags.values()].sort();
}

/** Groups carry `text` alone: with a `title` and no type, validators take them for broken feeds. */
function renderGroup(tag: string, subscriptions: readonly Subscription[]): string {
  const key = tag.toLowerCase();
  const members = subscriptions.filter(({ source }) =>
    source.tags.some((own) => own.toLowerCase() === key),
  );
  const outlines = members.map((member) => `\n    ${renderOutline(member)}`).join("");
  return element("outline", { text: cleanLine(tag) }, `${outlines}\n  `);
}

function renderOutline({ source, title, link }: Subscription): string {
  const xmlUrl = cleanUrl(source.publicUrl) ?? source.publicUrl;
  const text = cleanLine(title);
  return element("outline", { type: "rss", text, title: text, xmlUrl, htmlUrl: cleanUrl(link) });
}

import type { CanonicalChannel, CanonicalEntry, CanonicalFeed } from "./canonical.ts";

/** An element as xml2js shapes it: attributes under `$`, children as lists by name. */
export type XmlJs = Readonly<Record<string, unknown>>;

/** [name in the tree, name in the mapped feed, options]: rss-parser's customFields. */
export type CustomField = readonly [string, string, { readonly keepArray: boolean }];

// Texts with their types, people and media travel under names of our own: under `description` or `content` rss-parser
// would make a snippet of them, with a pattern that takes quadratic time on a row of `<`.
const itemTexts = [
  "summary",
  "content",
  "baseUrl",
  "language",
  "updated",
  "origLink",
  "canonicalUrl",
  "origin",
  "commentsUrl",
  "rights",
] as const;
const itemLists = ["authors", "images", "enclosures"] as const;
const channelTexts = [
  "id",
  "subtitle",
  "language",
  "updated",
  "rights",
  "imageUrl",
  "hints",
] as const;
const channelLists = ["hubUrls", "authors"] as const;

export const itemFields: readonly CustomField[] = [
  ...itemTexts.map(single),
  ...itemLists.map(list),
  single("published"),
  list("categories"),
];

export const channelFields: readonly CustomField[] = [
  ...channelTexts.map(single),
  ...channelLists.map(list),
];

/** The feed in the shape rss-parser recognises its format by. */
export function xmlJsTree(feed: CanonicalFeed): XmlJs {
  if (feed.format === "atom")
    return { feed: { ...atomChannel(feed.channel), entry: feed.entries.map(atomEntry) } };
  const channel = rssChannel(feed.channel);
  const item = feed.entries.map(rssItem);
  if (feed.format === "rdf") return { "rdf:RDF": { channel: [channel], item } };
  return { rss: { $: { version: feed.version }, channel: [{ ...channel, item }] } };
}

function atomChannel(channel: CanonicalChannel): XmlJs {
  return {
    ...own(channel, channelTexts, channelLists),
    title: present(channel.title),
    link: [atomLink("alternate", channel.link), atomLink("self", channel.selfUrl)],
  };
}

function atomEntry(entry: CanonicalEntry): XmlJs {
  return {
    ...own(entry, itemTexts, itemLists),
    title: present(entry.title),
    link: [atomLink("alternate", entry.link)],
    id: present(entry.id),
    "our:published": present(entry.published),
    "our:categories": entry.categories,
  };
}

function rssChannel(channel: CanonicalChannel): XmlJs {
  return {
    ...own(channel, channelTexts, channelLists),
    title: present(channel.title),
    link: present(channel.link),
    "atom:link": channel.selfUrl === null ? undefined : [atomLink("self", channel.selfUrl)],
  };
}

function rssItem(entry: CanonicalEntry): XmlJs {
  return {
    ...own(entry, itemTexts, itemLists),
    title: present(entry.title),
    link: present(entry.link),
    guid: present(entry.id),
    pubDate: present(entry.published),
    category: entry.categories,
  };
}

function own<Fields extends object>(
  fields: Fields,
  texts: readonly (keyof Fields & string)[],
  lists: readonly (keyof Fields & string)[],
): XmlJs {
  const tree: Record<string, unknown> = {};
  for (const name of texts) tree[`our:${name}`] = present(fields[name]);
  for (const name of lists) tree[`our:${name}`] = fields[name];
  return tree;
}

/** Absent is `undefined` to rss-parser. */
function present(value: unknown): readonly unknown[] | undefined {
  return value === null ? undefined : [value];
}

/** Without `href` rss-parser sees that there is no such link, instead of taking another in its place. */
function atomLink(rel: string, href: string | null): XmlJs {
  return { $: href === null ? { rel } : { rel, href } };
}

function single(name: string): CustomField {
  return [`our:${name}`, name, { keepArray: false }];
}

function list(name: string): CustomField {
  return [`our:${name}`, name, { keepArray: true }];
}

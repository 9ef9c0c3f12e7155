import type { CanonicalChannel, CanonicalEntry, CanonicalFeed } from "./canonical.ts";

/** An element as xml2js shapes it: attributes under `$`, children as lists by name. */
export type XmlJs = Readonly<Record<string, unknown>>;

/** rss-parser's customFields: [name in the tree, name in the mapped feed, options]. */
export type CustomField<Name> = readonly [string, Name, { readonly keepArray: boolean }];

// Texts with their types, people and media travel under names of our own: under `description` or `content` rss-parser
// would make a snippet of them, with a pattern that takes quadratic time on a row of `<`.
export const itemFields: readonly CustomField<keyof CanonicalEntry>[] = [
  single("summary"),
  single("content"),
  single("baseUrl"),
  single("language"),
  single("updated"),
  single("origLink"),
  single("canonicalUrl"),
  single("origin"),
  single("commentsUrl"),
  single("rights"),
  list("authors"),
  list("categories"),
  list("images"),
  list("enclosures"),
];

export const channelFields: readonly CustomField<keyof CanonicalChannel>[] = [
  single("id"),
  single("subtitle"),
  single("language"),
  single("updated"),
  single("rights"),
  single("imageUrl"),
  single("hints"),
  list("hubUrls"),
  list("authors"),
];

/** The feed in the shape rss-parser recognises its format by. */
export function xmlJsTree({ format, version, channel, entries }: CanonicalFeed): XmlJs {
  if (format === "atom")
    return { feed: { ...atomChannel(channel), entry: entries.map(atomEntry) } };
  const item = entries.map(rssItem);
  if (format === "rdf") return { "rdf:RDF": { channel: [rssChannel(channel)], item } };
  return { rss: { $: { version }, channel: [{ ...rssChannel(channel), item }] } };
}

function atomChannel(channel: CanonicalChannel): XmlJs {
  const tree = own(channel, channelFields);
  tree["title"] = present(channel.title);
  tree["link"] = [atomLink("alternate", channel.link), atomLink("self", channel.selfUrl)];
  return tree;
}

function atomEntry(entry: CanonicalEntry): XmlJs {
  const tree = own(entry, itemFields);
  tree["title"] = present(entry.title);
  tree["link"] = [atomLink("alternate", entry.link)];
  tree["id"] = present(entry.id);
  tree["published"] = present(entry.published);
  return tree;
}

function rssChannel(channel: CanonicalChannel): XmlJs {
  const tree = own(channel, channelFields);
  tree["title"] = present(channel.title);
  tree["link"] = present(channel.link);
  if (channel.selfUrl !== null) tree["atom:link"] = [atomLink("self", channel.selfUrl)];
  return tree;
}

function rssItem(entry: CanonicalEntry): XmlJs {
  const tree = own(entry, itemFields);
  tree["title"] = present(entry.title);
  tree["link"] = present(entry.link);
  tree["guid"] = present(entry.id);
  tree["pubDate"] = present(entry.published);
  return tree;
}

/** Only what is there: most of an entry's fields are absent, and documents hold thousands of entries. */
function own<Fields extends object>(
  fields: Fields,
  customFields: readonly CustomField<keyof Fields>[],
): Record<string, unknown> {
  const tree: Record<string, unknown> = {};
  for (const [treeName, name, { keepArray }] of customFields) {
    const value = fields[name];
    if (value !== null) tree[treeName] = keepArray ? value : [value];
  }
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

function single<Name extends string>(name: Name): CustomField<Name> {
  return [`our:${name}`, name, { keepArray: false }];
}

function list<Name extends string>(name: Name): CustomField<Name> {
  return [`our:${name}`, name, { keepArray: true }];
}

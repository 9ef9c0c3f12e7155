import type {
  Upstream,
  UpstreamEntry,
  UpstreamExtension,
  UpstreamHead,
  UpstreamPerson,
} from "./upstream.ts";

export const upstreamFormats = ["atom", "rss", "json"] as const;

export type UpstreamFormat = (typeof upstreamFormats)[number];

export const upstreamTypes: Readonly<Record<UpstreamFormat, string>> = {
  atom: "application/atom+xml",
  rss: "application/rss+xml",
  json: "application/feed+json",
};

/** The document; `HOST` in it becomes the host given, so that no two feeds share an address or an id. */
export function writeUpstream(upstream: Upstream, format: UpstreamFormat, host: string): string {
  const write = { atom: writeAtom, rss: writeRss, json: writeJson }[format];
  return write(upstream).replaceAll("HOST", host);
}

/** Characters that XML forbids are written as they are. */
function writeAtom({ head, entries }: Upstream): string {
  const parts = [
    element("title", head.title, { type: head.titleType }),
    element("subtitle", head.subtitle),
    element("id", head.id),
    link("alternate", head.link),
    link("self", head.self),
    link("hub", head.hub),
    element("updated", head.updated),
    element("rights", head.rights),
    person("author", head.author),
    element("generator", head.generator),
    element("logo", head.image),
    element("icon", head.icon),
    head.category === null ? "" : tag("category", { term: head.category }),
    person("contributor", head.contributor),
    ...entries.map(atomEntry),
  ];
  const language = head.language === null ? "" : ` xml:lang="${quote(head.language)}"`;
  const root = `<feed xmlns="http://www.w3.org/2005/Atom"${language}${namespaces}>`;
  return `${declaration(head)}${root}${parts.join("\n")}</feed>`;
}

function atomEntry(entry: UpstreamEntry): string {
  const categories = entry.categories.map(({ term, scheme, label }) =>
    tag("category", { term, scheme, label }),
  );
  const enclosures = entry.enclosures.map(({ url, type, length, title }) =>
    tag("link", { rel: "enclosure", href: url, type, length, title }),
  );
  const parts = [
    element("title", entry.title),
    element("id", entry.id),
    link("alternate", entry.link),
    element("published", entry.published),
    element("updated", entry.updated),
    element("summary", entry.summary),
    element("content", entry.content, { type: "html" }),
    ...entry.authors.map((author) => person("author", author)),
    person("contributor", entry.contributor),
    element("rights", entry.rights),
    ...categories,
    ...enclosures,
    entry.image === null ? "" : tag("media:thumbnail", { url: entry.image }),
    ...entry.extensions.map(extension),
  ];
  return `<entry>${parts.join("\n")}</entry>`;
}

/** Characters that XML forbids are written as references, which XML forbids too. Content is in CDATA sections. */
function writeRss({ head, entries }: Upstream): string {
  const parts = [
    element("title", head.title),
    element("link", head.link),
    element("description", head.subtitle),
    element("language", head.language),
    element("copyright", head.rights),
    element("lastBuildDate", head.updated),
    element("generator", head.generator),
    element("ttl", head.ttl),
    element("category", head.category),
    element("managingEditor", head.author?.email ?? null),
    head.image === null ? "" : `<image>${element("url", head.image)}</image>`,
    head.self === null ? "" : tag("atom:link", { rel: "self", href: head.self }),
    head.hub === null ? "" : tag("atom:link", { rel: "hub", href: head.hub }),
    head.podcastCategory === null ? "" : tag("itunes:category", { text: head.podcastCategory }),
    ...entries.map(rssItem),
  ];
  const channel = `<channel>${parts.join("\n")}</channel>`;
  return referenced(`${declaration(head)}<rss version="2.0"${namespaces}>${channel}</rss>`);
}

function rssItem(entry: UpstreamEntry): string {
  const categories = entry.categories.map(({ term, label, scheme }) =>
    element("category", label ?? term ?? "", { domain: scheme }),
  );
  const parts = [
    element("title", entry.title),
    entry.id === null ? "" : element("guid", entry.id, { isPermaLink: "false" }),
    element("link", entry.link),
    element("pubDate", entry.published),
    element("atom:updated", entry.updated),
    element("description", entry.summary),
    entry.content === null ? "" : `<content:encoded>${cdata(entry.content)}</content:encoded>`,
    ...entry.authors.flatMap(({ name, email }) => [
      element("dc:creator", name ?? null),
      element("author", email ?? null),
    ]),
    element("dc:rights", entry.rights),
    element("dc:contributor", entry.contributor?.name ?? null),
    ...categories,
    ...entry.enclosures.map(({ title: _title, ...enclosure }) => tag("enclosure", enclosure)),
    entry.image === null ? "" : tag("media:content", { url: entry.image, medium: "image" }),
    ...entry.extensions.map(extension),
  ];
  return `<item>${parts.join("\n")}</item>`;
}

function writeJson({ head, entries }: Upstream): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: head.title,
    description: head.subtitle,
    home_page_url: head.link,
    feed_url: head.self,
    language: head.language,
    icon: head.image,
    favicon: head.icon,
    authors: head.author === null ? null : [head.author],
    hubs: head.hub === null ? null : [{ type: "WebSub", url: head.hub }],
    items: entries.map(jsonItem),
  });
}

function jsonItem(entry: UpstreamEntry): unknown {
  return {
    id: entry.id,
    url: entry.link,
    title: entry.title,
    summary: entry.summary,
    content_html: entry.content,
    date_published: entry.published,
    date_modified: entry.updated,
    authors: entry.authors,
    tags: entry.categories.map(({ term, label }) => label ?? term),
    image: entry.image,
    attachments: entry.enclosures.map(({ url, type, length, title }) => ({
      url,
      mime_type: type,
      size_in_bytes: length === undefined ? undefined : Number(length),
      title,
    })),
    ...Object.fromEntries(entry.extensions.map(({ name, text }) => [`_${name}`, text])),
  };
}

const namespaces = [
  ["content", "http://purl.org/rss/1.0/modules/content/"],
  ["dc", "http://purl.org/dc/elements/1.1/"],
  ["media", "http://search.yahoo.com/mrss/"],
  ["atom", "http://www.w3.org/2005/Atom"],
  ["itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"],
]
  .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  .join("");

function declaration({ stylesheet }: UpstreamHead): string {
  const xml = '<?xml version="1.0" encoding="utf-8"?>\n';
  return stylesheet === null ? xml : `${xml}<?xml-stylesheet href='${stylesheet}'?>\n`;
}

type Attributes = Readonly<Record<string, string | undefined>>;

function element(name: string, text: string | null, attributes: Attributes = {}): string {
  return text === null
    ? ""
    : `${tag(name, attributes).replace("/>", ">")}${escape(text)}</${name}>`;
}

function tag(name: string, attributes: Attributes): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? "" : ` ${key}="${quote(value)}"`,
  );
  return `<${name}${written.join("")}/>`;
}

function link(rel: string, href: string | null): string {
  return href === null ? "" : tag("link", { rel, href });
}

function person(name: string, who: UpstreamPerson | null): string {
  if (who === null) return "";
  const parts = [
    element("name", who.name ?? null),
    element("email", who.email ?? null),
    element("uri", who.url ?? null),
  ];
  return `<${name}>${parts.join("")}</${name}>`;
}

function extension({ name, attributes = {}, text = "" }: UpstreamExtension): string {
  return element(name, text, attributes);
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function quote(text: string): string {
  return escape(text).replaceAll('"', "&quot;");
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

/** Characters no UTF-8 or XML document may hold, as numeric references; those in CDATA sections become their text. */
function referenced(xml: string): string {
  return xml.replace(
    /[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

import type { Enclosure } from "../model/feed.ts";
import type { Post } from "../model/post.ts";
import { describeFeed, type FeedView } from "./feed-view.ts";
import { forXmlWriter, PlanetFeed } from "./planet-feed.ts";
import { escapeAttribute, escapeText } from "./xml.ts";

type XmlObject = Readonly<Record<string, unknown>>;

/** The feed as RSS 2.0. */
export function renderRss(view: FeedView): string {
  const feed = new PlanetFeed(view, "rss");
  feed.overrideHead({ description: text(describeFeed(view) || view.title) });
  for (const post of view.posts) feed.addFormatItem(rssItem(post));
  return feed.rss2();
}

function rssItem(post: Post): Parameters<PlanetFeed["addFormatItem"]>[0] {
  const { url, published, updated } = post;
  const overrides = {
    title: text(post.title),
    guid: { ...text(post.id), ...attributes({ isPermaLink: String(post.id === url) }) },
    // A description is HTML to every reader: the plain summary is escaped once more.
    description: text(escapeText(post.summary)),
    "content:encoded": post.contentHtml === null ? null : text(post.contentHtml),
    // <author> must be an e-mail address and may stand once; dc:creator is a name, one per author.
    "dc:creator": post.authors.map(text),
    category: post.categories.map(text),
    enclosure: rssEnclosure(post),
    "media:content": mediaContents(post),
    "media:thumbnail": post.coverUrl === null ? null : attributes({ url: post.coverUrl }),
    source: rssSource(post),
  };
  return { url, published, updated, content: null, overrides };
}

function text(value: string): XmlObject {
  return { _text: forXmlWriter(value) };
}

function attributes(values: Readonly<Record<string, string | null>>): XmlObject {
  const stated = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [[name, escapeForAttribute(value)]],
  );
  return { _attributes: Object.fromEntries(stated) };
}

/** The writer escapes quotes in attributes itself, and nothing else. */
function escapeForAttribute(value: string): string {
  return escapeAttribute(value).replaceAll("&quot;", '"');
}

/** RSS knows one enclosure: the first that is not the cover, with the length and type it demands. */
function rssEnclosure({ enclosures, coverUrl }: Post): XmlObject | null {
  const enclosure = enclosures.find(({ url }) => url !== coverUrl) ?? enclosures[0];
  if (enclosure === undefined) return null;
  const { url, type, length } = enclosure;
  return attributes({
    url,
    length: String(length ?? 0),
    type: type ?? "application/octet-stream",
  });
}

function mediaContents(post: Post): readonly XmlObject[] {
  const cover = post.coverUrl === null ? [] : [coverContent(post, post.coverUrl)];
  const others = post.enclosures.filter(({ url }) => url !== post.coverUrl);
  return [...cover, ...others.map(mediaContent)];
}

function coverContent({ coverType, enclosures }: Post, url: string): XmlObject {
  const length = enclosures.find((enclosure) => enclosure.url === url)?.length ?? null;
  const fileSize = length === null ? null : String(length);
  return attributes({ url, medium: "image", type: coverType, fileSize });
}

function mediaContent({ url, type, length }: Enclosure): XmlObject {
  return attributes({ url, type, fileSize: length === null ? null : String(length) });
}

function rssSource({ source }: Post): XmlObject | null {
  const { feedUrl, title } = source;
  return feedUrl === null ? null : { ...text(title), ...attributes({ url: feedUrl }) };
}

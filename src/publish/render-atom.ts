import type { Enclosure } from "../model/feed.ts";
import type { Post, PostSource } from "../model/post.ts";
import type { FeedView } from "./feed-view.ts";
import { PlanetFeed } from "./planet-feed.ts";
import { element, escapeText } from "./xml.ts";

/** The feed as Atom 1.0 (RFC 4287). */
export function renderAtom(view: FeedView): string {
  const feed = new PlanetFeed(view, "atom");
  for (const post of view.posts) feed.addEntry(renderEntry(post, view.language));
  return feed.atom1();
}

function renderEntry(post: Post, feedLanguage: string): string {
  const parts = [
    textElement("title", post.title),
    element("id", {}, escapeText(post.id)),
    ...renderLinks(post),
    element("updated", {}, post.updated),
    element("published", {}, post.published),
    // Without an author of its own an entry is shown under the planet's name by some readers, under none by others.
    ...post.authors.map((name) => element("author", {}, element("name", {}, escapeText(name)))),
    ...post.categories.map((term) => element("category", { term })),
    ...(post.summary === "" ? [] : [textElement("summary", post.summary)]),
    ...renderContent(post),
    ...(post.coverUrl === null ? [] : [element("media:thumbnail", { url: post.coverUrl })]),
    renderSource(post.source),
  ];
  const language = post.language === feedLanguage ? null : post.language;
  return element("entry", { "xml:lang": language }, parts.join("\n      "));
}

/** Titles and summaries as text: typed as HTML, readers like sfeed show the escaped source to people. */
function textElement(name: string, text: string): string {
  return element(name, { type: "text" }, escapeText(text));
}

/** RFC 4287 4.1.2: an entry without an alternate link must have content. */
function renderContent({ contentHtml, url, summary, title }: Post): readonly string[] {
  if (contentHtml !== null) return [element("content", { type: "html" }, escapeText(contentHtml))];
  return url === null ? [textElement("content", summary || title)] : [];
}

function renderLinks(post: Post): readonly string[] {
  return [
    ...(post.url === null ? [] : [element("link", { rel: "alternate", href: post.url })]),
    ...renderCopies(post),
    ...listEnclosures(post).map(({ url, type, length }) =>
      element("link", { rel: "enclosure", type, length, href: url }),
    ),
  ];
}

/** Where else the article stands, and the feeds that lead to it where it stands (RFC 4287 4.2.7.2). */
function renderCopies({ url: ownUrl, copies }: Post): readonly string[] {
  const links = copies.flatMap(({ url, source: { title, feedUrl } }) => {
    if (url !== null && url !== ownUrl) return [{ rel: "related", href: url, title }];
    return feedUrl === null ? [] : [{ rel: "via", href: feedUrl, title }];
  });
  const byHref = new Map(links.map((link) => [link.href, link]));
  return [...byHref.values()].map((link) => element("link", link));
}

/** The cover first, unless it is among the enclosures anyway. */
function listEnclosures({ coverUrl, coverType, enclosures }: Post): readonly Enclosure[] {
  if (coverUrl === null || enclosures.some(({ url }) => url === coverUrl)) return enclosures;
  return [{ url: coverUrl, type: coverType, length: null }, ...enclosures];
}

function renderSource(source: PostSource): string {
  const parts = [
    element("id", {}, escapeText(source.feedId)),
    textElement("title", source.title),
    element("updated", {}, source.updated),
    ...(source.feedUrl === null ? [] : [element("link", { rel: "self", href: source.feedUrl })]),
    ...(source.link === null ? [] : [element("link", { rel: "alternate", href: source.link })]),
    ...(source.rights === null ? [] : [textElement("rights", source.rights)]),
  ];
  return element("source", {}, parts.join(""));
}

import type { Post, PostSource } from "../model/post.ts";
import type { FeedView } from "./feed-view.ts";
import { pageStyle } from "./page-style.ts";
import { renderByline } from "./render-listing.ts";
import { element, escapeAttribute, escapeText } from "./xml.ts";

export type PageView = {
  readonly feed: FeedView;
  /** From 1. */
  readonly page: number;
  readonly hasOlder: boolean;
  /** Where another page is, relative to this one; '' for the first in the same folder. */
  readonly pageHref: (page: number) => string;
  /** The home page of the whole site. */
  readonly siteUrl: string;
  readonly siteTitle: string;
};

const feedFormats = [
  { name: "Atom", file: "atom.xml", type: "application/atom+xml" },
  { name: "RSS", file: "rss.xml", type: "application/rss+xml" },
  { name: "JSON Feed", file: "feed.json", type: "application/feed+json" },
] as const;

/**
 * The post-summary listing as a page: readable without style, script or images, and announcing its feeds. Its links to
 * the site are relative: they hold under whatever name and path it is reached.
 */
export function renderPage(view: PageView): string {
  const { feed, page } = view;
  const root = rootPath(view);
  const heading = page === 1 ? feed.title : `${feed.title} (page ${page})`;
  return `<!doctype html>
<html lang="${escapeAttribute(feed.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(heading)}</title>
${renderHeadLinks(feed)}
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#posts">Skip to the posts</a>
<header>
<h1>${renderHeading(view, root)}</h1>
${feed.subtitle === "" ? "" : element("p", {}, escapeText(feed.subtitle))}
</header>
<main id="posts">
${feed.posts.length === 0 ? renderEmpty(feed) : feed.posts.map((post) => renderArticle(post, feed, root)).join("\n")}
</main>
${renderPageLinks(view)}
<footer>
${renderFooterLinks(root)}
</footer>
</body>
</html>
`;
}

/** From the page's folder up to the site's; './' where they are the same. */
function rootPath({ feed, siteUrl }: PageView): string {
  const depth = feed.baseUrl.slice(siteUrl.length).split("/").length - 1;
  return depth === 0 ? "./" : "../".repeat(depth);
}

function renderHeading({ feed, siteTitle }: PageView, root: string): string {
  if (root === "./") return escapeText(feed.title);
  const home = element("a", { href: root }, escapeText(siteTitle));
  return `${escapeText(feed.title)} <small>(${home})</small>`;
}

function renderHeadLinks({ title }: FeedView): string {
  return feedFormats
    .map(({ name, file, type }) =>
      startTag("link", { rel: "alternate", type, title: `${title} (${name})`, href: file }),
    )
    .join("\n");
}

function renderEmpty({ emptyNotice }: FeedView): string {
  return element("p", {}, escapeText(emptyNotice));
}

function renderArticle(post: Post, feed: FeedView, root: string): string {
  const title = escapeText(post.title);
  const heading = post.url === null ? title : element("a", { href: post.url }, title);
  const byline = escapeText(renderByline(post, feed));
  return `<article${languageOf(post, feed)}>
${renderCover(post)}<h2>${heading}</h2>
${post.summary === "" ? "" : `<p>${escapeText(post.summary)}</p>\n`}<p class="byline"><time datetime="${post.published}">${byline}</time></p>
<p class="copies">From ${sourceLink(post.source, root)}${renderCopies(post, root)}</p>
</article>`;
}

function languageOf({ language }: Post, feed: FeedView): string {
  return language === null || language === feed.language
    ? ""
    : ` lang="${escapeAttribute(language)}"`;
}

/** The cover says nothing the title does not: an empty alternative text keeps screen readers on the words. */
function renderCover({ coverUrl }: Post): string {
  return coverUrl === null
    ? ""
    : `${startTag("img", { src: coverUrl, alt: "", loading: "lazy", referrerpolicy: "no-referrer" })}\n`;
}

function renderCopies({ copies }: Post, root: string): string {
  if (copies.length === 0) return "";
  const links = copies.map(({ url, source }) =>
    url === null ? sourceLink(source, root) : element("a", { href: url }, escapeText(source.title)),
  );
  return `; also in: ${links.join(", ")}`;
}

function sourceLink({ sourceId, title }: PostSource, root: string): string {
  return element("a", { href: `${root}sources/${sourceId}/` }, escapeText(title));
}

function renderPageLinks({ page, hasOlder, pageHref }: PageView): string {
  const link = (rel: string, wanted: number, text: string): string =>
    element("a", { rel, href: pageHref(wanted) || "./" }, text);
  const newer = page > 1 ? link("prev", page - 1, "Newer posts") : "";
  const older = hasOlder ? link("next", page + 1, "Older posts") : "";
  if (newer === "" && older === "") return "";
  return `<nav class="pages" aria-label="Pages"><span>${newer}</span><span>${older}</span></nav>`;
}

function renderFooterLinks(root: string): string {
  const links = [
    ...feedFormats.map(({ name, file }) => [name, file] as const),
    ["Text", "posts.txt"] as const,
    ["Subscriptions (OPML)", "opml.xml"] as const,
    ["Status", `${root}status.json`] as const,
    ["Status feed", `${root}status.xml`] as const,
  ];
  const items = links.map(([name, href]) => element("li", {}, element("a", { href }, name)));
  return `<nav aria-label="Feeds"><ul>${items.join("")}</ul></nav>`;
}

/** HTML's void elements have no end. */
function startTag(name: string, attributes: Parameters<typeof element>[1]): string {
  return element(name, attributes).replace(/\/>$/, ">");
}

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
  /** The home page of the whole site. */
  readonly siteUrl: string;
  readonly siteTitle: string;
};

const feedFormats = [
  { name: "Atom", file: "atom.xml", type: "application/atom+xml" },
  { name: "RSS", file: "rss.xml", type: "application/rss+xml" },
  { name: "JSON Feed", file: "feed.json", type: "application/feed+json" },
] as const;

/** The post-summary listing as a page: readable without style, script or images, and announcing its feeds. */
export function renderPage(view: PageView): string {
  const { feed, page } = view;
  const heading = page === 1 ? feed.title : `${feed.title} (page ${page})`;
  return `<!doctype html>
<html lang="${escapeAttribute(feed.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(heading)}</title>
${renderHeadLinks(view)}
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#posts">Skip to the posts</a>
<header>
<h1>${renderHeading(view)}</h1>
${feed.subtitle === "" ? "" : element("p", {}, escapeText(feed.subtitle))}
</header>
<main id="posts">
${feed.posts.length === 0 ? renderEmpty(feed) : feed.posts.map((post) => renderArticle(post, view)).join("\n")}
</main>
${renderPageLinks(view)}
<footer>
${renderFooterLinks(view)}
</footer>
</body>
</html>
`;
}

function renderHeading({ feed, siteUrl, siteTitle }: PageView): string {
  if (feed.baseUrl === siteUrl) return escapeText(feed.title);
  const home = element("a", { href: siteUrl }, escapeText(siteTitle));
  return `${escapeText(feed.title)} <small>(${home})</small>`;
}

function renderHeadLinks(view: PageView): string {
  const { feed } = view;
  const feeds = feedFormats.map(({ name, file, type }) =>
    startTag("link", {
      rel: "alternate",
      type,
      title: `${feed.title} (${name})`,
      href: feed.baseUrl + file,
    }),
  );
  const canonical = startTag("link", { rel: "canonical", href: pageUrl(feed, view.page) });
  return [...feeds, canonical].join("\n");
}

function renderEmpty({ emptyNotice }: FeedView): string {
  return element("p", {}, escapeText(emptyNotice));
}

function renderArticle(post: Post, { feed, siteUrl }: PageView): string {
  const title = escapeText(post.title);
  const heading = post.url === null ? title : element("a", { href: post.url }, title);
  const byline = escapeText(renderByline(post, feed));
  return `<article${languageOf(post, feed)}>
${renderCover(post)}<h2>${heading}</h2>
${post.summary === "" ? "" : `<p>${escapeText(post.summary)}</p>\n`}<p class="byline"><time datetime="${post.published}">${byline}</time></p>
<p class="copies">From ${sourceLink(post.source, siteUrl)}${renderCopies(post, siteUrl)}</p>
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

function renderCopies({ copies }: Post, siteUrl: string): string {
  if (copies.length === 0) return "";
  const links = copies.map(({ url, source }) =>
    url === null
      ? sourceLink(source, siteUrl)
      : element("a", { href: url }, escapeText(source.title)),
  );
  return `; also in: ${links.join(", ")}`;
}

function sourceLink({ sourceId, title }: PostSource, siteUrl: string): string {
  return element("a", { href: `${siteUrl}sources/${sourceId}/` }, escapeText(title));
}

function renderPageLinks(view: PageView): string {
  const { feed, page, hasOlder } = view;
  const newer = page > 1 ? pageLink("prev", pageUrl(feed, page - 1), "Newer posts") : "";
  const older = hasOlder ? pageLink("next", pageUrl(feed, page + 1), "Older posts") : "";
  if (newer === "" && older === "") return "";
  return `<nav class="pages" aria-label="Pages"><span>${newer}</span><span>${older}</span></nav>`;
}

function pageLink(rel: string, href: string, text: string): string {
  return element("a", { rel, href }, text);
}

function renderFooterLinks({ feed, siteUrl }: PageView): string {
  const links = [
    ...feedFormats.map(({ name, file }) => [name, feed.baseUrl + file] as const),
    ["Text", `${feed.baseUrl}posts.txt`] as const,
    ["Subscriptions (OPML)", `${feed.baseUrl}opml.xml`] as const,
    ["Status", `${siteUrl}status.json`] as const,
  ];
  const items = links.map(([name, href]) => element("li", {}, element("a", { href }, name)));
  return `<nav aria-label="Feeds"><ul>${items.join("")}</ul></nav>`;
}

function pageUrl({ baseUrl }: FeedView, page: number): string {
  return page === 1 ? baseUrl : `${baseUrl}?page=${page}`;
}

/** HTML's void elements have no end. */
function startTag(name: string, attributes: Parameters<typeof element>[1]): string {
  return element(name, attributes).replace(/\/>$/, ">");
}

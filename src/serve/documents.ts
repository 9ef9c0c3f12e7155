import { createFeedView, type FeedView } from "../publish/feed-view.ts";
import type { PublishedSource } from "../publish/published-source.ts";
import { renderAtom } from "../publish/render-atom.ts";
import { renderJson } from "../publish/render-json.ts";
import { renderListing } from "../publish/render-listing.ts";
import { renderOpml } from "../publish/render-opml.ts";
import { renderPage } from "../publish/render-page.ts";
import { renderRss } from "../publish/render-rss.ts";
import { siteTitle } from "../publish/site-title.ts";
import type { Address, DocumentName } from "./address.ts";
import { feedLinks, pageOffset } from "./feed-links.ts";
import type { Generation } from "./generation.ts";
import { queryPageName, type PageNames } from "./page-names.ts";
import type { PostList, PostLists } from "./post-lists.ts";
import type { RenderedSource } from "./rendered.ts";
import type { Selection } from "./selection.ts";
import { describeEmptiness } from "./status.ts";

const contentTypes: Readonly<Record<DocumentName, string>> = {
  "": "text/html; charset=utf-8",
  "atom.xml": "application/atom+xml; charset=utf-8",
  "rss.xml": "application/rss+xml; charset=utf-8",
  "feed.json": "application/feed+json; charset=utf-8",
  "posts.txt": "text/plain; charset=utf-8",
  "opml.xml": "text/x-opml; charset=utf-8",
};

type FeedName = "atom.xml" | "rss.xml" | "feed.json";

const feedRenderers: Readonly<Record<FeedName, (view: FeedView) => string>> = {
  "atom.xml": renderAtom,
  "rss.xml": renderRss,
  "feed.json": renderJson,
};

export type DocumentOrder = {
  readonly address: Address;
  readonly selection: Selection;
  /** Default: as the server names pages. */
  readonly pageNames?: PageNames;
};

type FeedOrder = DocumentOrder & { readonly name: FeedName };

/** The document at an address of a selection that exists; null when it has no such page. */
export async function renderDocument(
  lists: PostLists,
  generation: Generation,
  order: DocumentOrder,
): Promise<RenderedSource | null> {
  const { name } = order.address;
  const contentType = contentTypes[name];
  if (name === "opml.xml")
    return { contentType, body: renderSubscriptions(generation, order), link: null };
  if (name === "" || name === "posts.txt") return renderPaged(lists, generation, order);
  return renderFeed(lists, generation, { ...order, name });
}

/** Only Atom has words for archives and further pages. */
async function renderFeed(
  lists: PostLists,
  generation: Generation,
  { name, address: { page }, selection, pageNames = queryPageName }: FeedOrder,
): Promise<RenderedSource | null> {
  const limit = selection.output?.limit ?? generation.config.posts.limit;
  const offset = pageOffset(generation, selection, page);
  const isFairShare = page === 1;
  const list = await lists.list(generation, { selection, offset, limit, isFairShare });
  if (page > 1 && list.posts.length === 0) return null;
  const { hasMore } = list;
  const feed = { selection, page, hasMore, pageNames };
  const links = name === "atom.xml" ? await feedLinks(lists.site, generation, feed) : [];
  const live = createView(generation, selection, list);
  const view = { ...live, links, ...(page > 1 ? laterPage(live, pageNames(name, page)) : {}) };
  const contentType = contentTypes[name];
  return { contentType, body: feedRenderers[name](view), link: linkHeader(view, name) };
}

function laterPage({ baseUrl }: FeedView, name: string): Partial<FeedView> {
  return { documentUrl: baseUrl + name, id: `${baseUrl}atom.xml`, hubUrl: null };
}

async function renderPaged(
  lists: PostLists,
  generation: Generation,
  { address, selection, pageNames = queryPageName }: DocumentOrder,
): Promise<RenderedSource | null> {
  const { perPage } = generation.config.posts;
  const offset = (address.page - 1) * perPage;
  const list = await lists.list(generation, {
    selection,
    offset,
    limit: perPage,
    isFairShare: false,
  });
  if (list.posts.length === 0 && address.page > 1) return null;
  const feed = createView(generation, selection, list);
  const contentType = contentTypes[address.name];
  if (address.name === "posts.txt") return { contentType, body: renderListing(feed), link: null };
  const { siteUrl, config } = generation;
  const pageHref = (page: number): string => pageNames("", page);
  const view = { feed, page: address.page, hasOlder: list.hasMore, pageHref };
  const body = renderPage({ ...view, siteUrl, siteTitle: siteTitle(config) });
  return { contentType, body, link: null };
}

function createView(generation: Generation, selection: Selection, { posts }: PostList): FeedView {
  const { config, siteUrl } = generation;
  return createFeedView({
    config,
    baseUrl: siteUrl + selection.path,
    ...(selection.title === null ? {} : { title: selection.title, subtitle: "" }),
    posts,
    emptyNotice: describeEmptiness(generation, selection.sourceIds),
    isToldToHub: selection.path === "",
  });
}

function renderSubscriptions(
  { config, sources }: Generation,
  { selection: { sourceIds, title } }: DocumentOrder,
): string {
  const isWanted = ({ source }: PublishedSource): boolean =>
    source.enabled && (sourceIds?.includes(source.id) ?? true);
  const subscriptions = [...sources.values()]
    .filter(isWanted)
    .map(({ source, shown }) => ({ source, title: shown.title, link: shown.link }));
  return renderOpml(title ?? siteTitle(config), subscriptions);
}

/** WebSub discovery: `self` and `hub` in the header too, so that a subscriber need not read the body. */
function linkHeader({ baseUrl, documentUrl, hubUrl }: FeedView, name: FeedName): string {
  const self = `<${documentUrl ?? baseUrl + name}>; rel="self"`;
  return hubUrl === null ? self : `${self}, <${hubUrl}>; rel="hub"`;
}

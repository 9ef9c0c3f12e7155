import { createFeedView, type FeedView } from "../publish/feed-view.ts";
import type { PublishedSource } from "../publish/published-source.ts";
import { renderAtom } from "../publish/render-atom.ts";
import { renderJson } from "../publish/render-json.ts";
import { renderListing } from "../publish/render-listing.ts";
import { renderOpml } from "../publish/render-opml.ts";
import { renderPage } from "../publish/render-page.ts";
import { renderRss } from "../publish/render-rss.ts";
import type { Address, DocumentName } from "./address.ts";
import type { Generation } from "./generation.ts";
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
};

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
  const limit = order.selection.output?.limit ?? generation.config.posts.limit;
  const { selection } = order;
  const list = await lists.list(generation, { selection, offset: 0, limit, isFairShare: true });
  const view = createView(generation, selection, list);
  return { contentType, body: feedRenderers[name](view), link: linkHeader(view, name) };
}

async function renderPaged(
  lists: PostLists,
  generation: Generation,
  { address, selection }: DocumentOrder,
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
  const view = { feed, page: address.page, hasOlder: list.hasMore };
  const body = renderPage({ ...view, siteUrl, siteTitle: config.title });
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
  return renderOpml(title ?? config.title, subscriptions);
}

/** WebSub discovery: `self` and `hub` in the header too, so that a subscriber need not read the body. */
function linkHeader({ baseUrl, hubUrl }: FeedView, name: FeedName): string {
  const self = `<${baseUrl}${name}>; rel="self"`;
  return hubUrl === null ? self : `${self}, <${hubUrl}>; rel="hub"`;
}

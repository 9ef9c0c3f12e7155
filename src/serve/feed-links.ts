import type { FeedLink } from "../publish/feed-view.ts";
import { archivePath, newestArchive } from "./archive-blocks.ts";
import type { Generation } from "./generation.ts";
import type { PageNames } from "./page-names.ts";
import type { Selection } from "./selection.ts";
import type { Site } from "./site.ts";

export type LinkedFeed = {
  readonly selection: Selection;
  /** From 1, the live feed. */
  readonly page: number;
  /** Whether there are posts below those of this page. */
  readonly hasMore: boolean;
  readonly pageNames: PageNames;
};

/** Where the rest of a feed is: archives from the live feed, and further pages of tags and sources (RFC 5005). */
export async function feedLinks(
  site: Site,
  generation: Generation,
  feed: LinkedFeed,
): Promise<readonly FeedLink[]> {
  const { selection, page } = feed;
  const hasMore = feed.hasMore || (page === 1 && hasShares(generation, selection));
  const pages = isPaged(selection) ? await pageLinks(site, generation, { ...feed, hasMore }) : [];
  if (page > 1 || !hasMore) return pages;
  const archive = await newestArchive(site, selection);
  if (archive === null) return pages;
  return [{ rel: "prev-archive", href: generation.siteUrl + archivePath(archive) }, ...pages];
}

/** Tags and sources have further pages; the whole site and outputs have archives only. */
function isPaged({ path, output }: Selection): boolean {
  return path !== "" && output === null;
}

/** Posts above those of a page; where limits per source cut the live feed, the pages after it begin at the top again. */
export function pageOffset(generation: Generation, selection: Selection, page: number): number {
  if (page === 1) return 0;
  return (page - (hasShares(generation, selection) ? 2 : 1)) * generation.config.posts.limit;
}

/** Limits per source leave posts out of the live feed that archives and pages have. */
function hasShares({ config }: Generation, { sourceIds }: Selection): boolean {
  const isLimited = config.sources.some(
    ({ id, limit }) => limit > 0 && (sourceIds?.includes(id) ?? true),
  );
  return config.posts.perSourceLimit > 0 || isLimited;
}

async function pageLinks(
  site: Site,
  generation: Generation,
  { selection, page, hasMore, pageNames }: LinkedFeed,
): Promise<readonly FeedLink[]> {
  if (page === 1 && !hasMore) return [];
  const link = (rel: string, wanted: number): FeedLink => ({
    rel,
    href: generation.siteUrl + selection.path + pageNames("atom.xml", wanted),
  });
  const last = hasMore ? await lastPage(site, generation, selection) : page;
  return [
    link("first", 1),
    ...(page > 1 ? [link("previous", page - 1)] : []),
    ...(hasMore ? [link("next", page + 1)] : []),
    ...(last === null ? [] : [link("last", Math.max(last, hasMore ? page + 1 : page))]),
  ];
}

/** Counting more entries would hold up other requests at each change. */
const maxCounted = 5_000;

/** null where posts would have to be read to be counted, because rules may drop some, and where there are too many. */
async function lastPage(
  site: Site,
  generation: Generation,
  selection: Selection,
): Promise<number | null> {
  if (countEntries(generation, selection) > maxCounted) return null;
  const { keep, drop, sources, posts } = generation.config;
  const lists = [keep, drop, ...sources.flatMap((source) => [source.keep, source.drop])];
  const isRuled = lists.some((rules) => rules.length > 0);
  if (isRuled || sources.some(({ futureDates }) => futureDates === "skip")) return null;
  const count = await site.countPosts({ sourceIds: selection.sourceIds });
  return Math.ceil(count / posts.limit) + (hasShares(generation, selection) ? 1 : 0);
}

function countEntries({ states }: Generation, { sourceIds }: Selection): number {
  const wanted = sourceIds === null ? null : new Set(sourceIds);
  return states.reduce(
    (sum, { id, entries }) => sum + (wanted === null || wanted.has(id) ? entries : 0),
    0,
  );
}

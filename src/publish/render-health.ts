import { bareAddress } from "../model/address.ts";
import type { Config } from "../model/config.ts";
import type { Post, PostSource } from "../model/post.ts";
import { isoDate } from "./clean-date.ts";
import { cleanPost } from "./clean-post.ts";
import { createFeedView } from "./feed-view.ts";
import type { PublishedSource, PublishedSources } from "./published-source.ts";
import { renderAtom } from "./render-atom.ts";
import { siteTitle } from "./site-title.ts";
import { sourceHealth, type HealthLook } from "./source-health.ts";

export type HealthFeed = {
  readonly config: Config;
  readonly sources: PublishedSources;
  /** The site's public address, with a trailing slash. */
  readonly siteUrl: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/**
 * The health of the sources as an Atom feed, for the operator's own reader: one entry for each source that is broken
 * for over a day, gone, moved, quiet or back. Its id stays the same, so that a reader shows a change and no second entry.
 */
export function renderHealth({ config, sources, siteUrl, now }: HealthFeed): string {
  const listed = new Set(config.sources.map(({ url }) => bareAddress(url)));
  const isListed = (address: string): boolean => listed.has(bareAddress(address));
  const look = { now, quietAfterMs: config.quietAfterMs, isListed };
  const title = `${siteTitle(config)}: status of the sources`;
  const posts = [...sources.values()]
    .flatMap((source) => healthPost(source, { look, siteUrl, title }))
    .sort((a, b) => b.updated.localeCompare(a.updated));
  const view = createFeedView({
    config,
    baseUrl: siteUrl,
    documentUrl: `${siteUrl}status.xml`,
    title,
    subtitle: "",
    emptyNotice: "All sources are well.",
    posts,
  });
  return renderAtom(view);
}

type HealthContext = {
  readonly look: HealthLook;
  readonly siteUrl: string;
  /** Of the feed. */
  readonly title: string;
};

function healthPost(
  { source, state, shown }: PublishedSource,
  { look, siteUrl, title }: HealthContext,
): readonly Post[] {
  if (state === null || !source.enabled) return [];
  const { news, changedAt } = sourceHealth(source, state, look);
  if (news.length === 0) return [];
  const updated = isoDate(changedAt);
  return [
    cleanPost({
      id: `tag:feedloom,2026:status/${source.id}`,
      url: `${siteUrl}sources/${source.id}/`,
      title: `${shown.title}: ${news.map(({ word }) => word).join(", ")}`,
      summary: news.map(({ sentence }) => sentence).join(" "),
      contentHtml: null,
      coverUrl: null,
      coverType: null,
      authors: [title],
      shownAuthors: [],
      categories: news.map(({ word }) => word),
      enclosures: [],
      // The entry stays while its news changes: it is as old as what we know of the source.
      published: isoDate(state.addedAt),
      updated,
      readingMinutes: null,
      language: "en",
      source: ownSource({ siteUrl, title, updated }),
      copies: [],
    }),
  ];
}

/** It is Feedloom that says this, not the source. */
function ownSource({
  siteUrl,
  title,
  updated,
}: Pick<HealthContext, "siteUrl" | "title"> & { readonly updated: string }): PostSource {
  const feedUrl = `${siteUrl}status.xml`;
  return { sourceId: "", feedId: feedUrl, title, link: siteUrl, feedUrl, updated, rights: null };
}

import type { Config } from "../model/config.ts";
import type { Post } from "../model/post.ts";
import { isoDate } from "./clean-date.ts";
import { cleanPost } from "./clean-post.ts";
import { createFeedView } from "./feed-view.ts";
import type { PublishedSource, PublishedSources } from "./published-source.ts";
import { renderAtom } from "./render-atom.ts";
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
  const listed = new Set(config.sources.map(({ url }) => documentAddress(url)));
  const isListed = (address: string): boolean => listed.has(documentAddress(address));
  const look = { now, quietAfterMs: config.quietAfterMs, isListed };
  const posts = [...sources.values()]
    .flatMap((source) => healthPost(source, { look, siteUrl }))
    .sort((a, b) => b.updated.localeCompare(a.updated));
  const view = createFeedView({
    config,
    baseUrl: siteUrl,
    documentUrl: `${siteUrl}status.xml`,
    title: `${config.title}: status of the sources`,
    subtitle: "",
    emptyNotice: "All sources are well.",
    posts,
  });
  return renderAtom(view);
}

/** An address as a redirect says it: without userinfo and fragment. */
function documentAddress(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : `${url.origin}${url.pathname}${url.search}`;
}

type HealthContext = { readonly look: HealthLook; readonly siteUrl: string };

function healthPost(
  { source, state, shown }: PublishedSource,
  { look, siteUrl }: HealthContext,
): readonly Post[] {
  const news = state === null || !source.enabled ? [] : sourceHealth(source, state, look);
  const [gravest] = news;
  if (gravest === undefined) return [];
  const instants = news.map(({ at }) => at);
  return [
    cleanPost({
      id: `tag:feedloom,2026:status/${source.id}`,
      url: `${siteUrl}sources/${source.id}/`,
      title: `${shown.title}: ${news.map(({ word }) => word).join(", ")}`,
      summary: news.map(({ sentence }) => sentence).join(" "),
      contentHtml: null,
      coverUrl: null,
      authors: [shown.title],
      shownAuthors: [],
      categories: news.map(({ word }) => word),
      enclosures: [],
      published: isoDate(Math.min(...instants)),
      updated: isoDate(Math.max(...instants)),
      readingMinutes: null,
      language: "en",
      source: shown,
      copies: [],
    }),
  ];
}

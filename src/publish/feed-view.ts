import type { Config } from "../model/config.ts";
import type { Post } from "../model/post.ts";
import { dateMs, isoDate } from "./clean-date.ts";
import { cleanLanguage } from "./clean-language.ts";
import { cleanLine } from "./clean-text.ts";
import { cleanUrl } from "./clean-url.ts";
import { siteTitle } from "./site-title.ts";

/** One published feed, cleaned: what every format of it is rendered from. Texts are plain, addresses absolute. */
export type FeedView = {
  readonly title: string;
  readonly subtitle: string;
  /** The folder all formats of this feed live in, with a trailing slash; its page too. */
  readonly baseUrl: string;
  /** Where this document is, when not in a file of the format's name in the folder. */
  readonly documentUrl: string | null;
  readonly language: string;
  /** IANA name, for the dates shown. */
  readonly timezone: string;
  readonly hubUrl: string | null;
  /** ISO 8601 UTC; the newest `updated` of its posts, so that it changes only with them. */
  readonly updated: string;
  readonly posts: readonly Post[];
  /** What to say while there are no posts. */
  readonly emptyNotice: string;
  /** The atom:id, where it is not the document's address: archives and further pages share that of their feed. */
  readonly id: string | null;
  /** Whether it is an archive (RFC 5005, section 4). */
  readonly isArchive: boolean;
  /** Links to other documents of this feed (RFC 5005): `prev-archive`, `next`, … */
  readonly links: readonly FeedLink[];
};

export type FeedLink = { readonly rel: string; readonly href: string };

export type FeedViewParts = {
  readonly config: Config;
  readonly baseUrl: string;
  readonly documentUrl?: string;
  /** Instead of the config's title and subtitle, for a part of the whole. */
  readonly title?: string;
  readonly subtitle?: string;
  /** Cleaned already (`makePost`). */
  readonly posts: readonly Post[];
  readonly emptyNotice?: string;
  readonly links?: readonly FeedLink[];
  readonly id?: string;
  readonly isArchive?: boolean;
  /** Whether the hub is told of this very document; others must not name it. */
  readonly isToldToHub?: boolean;
};

/** The view of one feed, its own texts and addresses cleaned as those of its posts are. */
export function createFeedView(parts: FeedViewParts): FeedView {
  const { config, posts } = parts;
  return {
    title: cleanLine(parts.title ?? "") || siteTitle(config),
    subtitle: cleanLine(parts.subtitle ?? config.subtitle),
    baseUrl: cleanUrl(parts.baseUrl) ?? parts.baseUrl,
    documentUrl: parts.documentUrl ?? null,
    language: cleanLanguage(config.language) ?? "en",
    timezone: config.timezone,
    hubUrl: parts.isToldToHub === true ? cleanUrl(config.hub) : null,
    updated: newestUpdate(posts),
    posts: distinctById(posts),
    emptyNotice: cleanLine(parts.emptyNotice ?? "No posts yet."),
    id: parts.id ?? null,
    isArchive: parts.isArchive ?? false,
    links: parts.links ?? [],
  };
}

/** The subtitle, and what is going on while there are no posts. */
export function describeFeed(view: FeedView): string {
  const parts = view.posts.length === 0 ? [view.subtitle, view.emptyNotice] : [view.subtitle];
  return parts.filter((part) => part !== "").join(" – ");
}

function newestUpdate(posts: readonly Post[]): string {
  const newestMs = posts.reduce((newest, post) => Math.max(newest, dateMs(post.updated) ?? 0), 0);
  return isoDate(newestMs);
}

/** Two entries with one id are an error in every format (RFC 4287 4.1.1); ids are kept apart when posts are made. */
function distinctById(posts: readonly Post[]): readonly Post[] {
  const byId = new Map<string, Post>();
  for (const post of posts) if (!byId.has(post.id)) byId.set(post.id, post);
  return [...byId.values()];
}

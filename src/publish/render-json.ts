import type { Post, PostSource } from "../model/post.ts";
import { describeFeed, type FeedView } from "./feed-view.ts";
import { PlanetFeed } from "./planet-feed.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** The feed as JSON Feed 1.1. `_feedloom` carries what the format has no word for: the source, the copies, reading time. */
export function renderJson(view: FeedView): string {
  const feed = new PlanetFeed(view, "json");
  feed.overrideHead({
    version: "https://jsonfeed.org/version/1.1",
    description: describeFeed(view) || null,
    language: view.language,
    hubs: view.hubUrl === null ? null : [{ type: "WebSub", url: view.hubUrl }],
  });
  for (const post of view.posts) feed.addFormatItem(jsonItem(post));
  return feed.json1();
}

function jsonItem(post: Post): Parameters<PlanetFeed["addFormatItem"]>[0] {
  const { url, published, updated, contentHtml } = post;
  const overrides = {
    id: post.id,
    title: post.title,
    ...(contentHtml === null
      ? { content_text: post.summary }
      : { summary: post.summary === "" ? null : post.summary }),
    image: post.coverUrl,
    authors: post.authors.map((name) => ({ name })),
    tags: post.categories.length === 0 ? null : post.categories,
    language: post.language,
    attachments: attachments(post),
    _feedloom: feedloomMember(post),
  };
  return { url, published, updated, content: contentHtml, overrides };
}

function attachments({ enclosures }: Post): readonly JsonObject[] | null {
  if (enclosures.length === 0) return null;
  return enclosures.map(({ url, type, length }) => ({
    url,
    mime_type: type ?? "application/octet-stream",
    ...(length === null ? {} : { size_in_bytes: length }),
  }));
}

function feedloomMember(post: Post): JsonObject {
  return {
    source: sourceMember(post.source),
    ...(post.readingMinutes === null ? {} : { reading_minutes: post.readingMinutes }),
    copies: post.copies.map(({ title, url, source, reason }) => ({
      title,
      url,
      reason,
      source: sourceMember(source),
    })),
  };
}

function sourceMember({ sourceId, title, link, feedUrl }: PostSource): JsonObject {
  return { id: sourceId, title, url: link, feed_url: feedUrl };
}

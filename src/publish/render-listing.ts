import { shownDate } from "../entries/shown-date.ts";
import type { Post } from "../model/post.ts";
import type { FeedView } from "./feed-view.ts";

/** Parts of a post's last line are joined by a dot between no-break spaces. */
const dot = "\u00a0\u00b7\u00a0";

/** The post-summary listing as text, by DESIGN section 8 to the byte; without posts, one sentence on why. */
export function renderListing(view: FeedView): string {
  if (view.posts.length === 0) return view.emptyNotice;
  return view.posts.reduce((listing, post) => {
    const gap = listing === "" ? "" : post.coverUrl === null ? "\n\n" : "\n";
    return listing + gap + renderPost(post, view);
  }, "");
}

function renderPost(post: Post, view: FeedView): string {
  const cover = post.coverUrl === null ? "" : "Cover image";
  const parts = [cover, post.title, post.summary, renderByline(post, view)];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** `February 10, 2026 · 4 min · Zelina`; a part that is unknown is left out. */
export function renderByline(post: Post, view: Pick<FeedView, "language" | "timezone">): string {
  const date = shownDate(post.published, view);
  const minutes = post.readingMinutes === null ? "" : `${post.readingMinutes} min`;
  return [date, minutes, post.shownAuthors.join(", ")].filter((part) => part !== "").join(dot);
}

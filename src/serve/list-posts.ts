import type { Post } from "../model/post.ts";
import type { StoredPost } from "../model/stored.ts";
import { createChooser, type ChosenPost } from "../publish/choose-posts.ts";
import { makePost } from "../publish/make-post.ts";
import type { Generation } from "./generation.ts";
import type { Selection } from "./selection.ts";
import type { Site } from "./site.ts";

/** Posts read at once: enough for a feed in one go, little enough to hold in memory. */
const partSize = 200;

/** Rules may drop almost everything; after so many posts we stop looking for more. */
const maxPostsRead = 20_000;

export type Span = {
  readonly offset: number;
  readonly limit: number;
  /** Whether the limits per source hold. */
  readonly isFairShare: boolean;
};

export type PostList = {
  readonly posts: readonly Post[];
  /** Whether there are more after these. */
  readonly hasMore: boolean;
};

/** The posts of a selection from `offset` on, at most `limit`. */
export async function listPosts(
  site: Site,
  generation: Generation,
  { selection, span }: { readonly selection: Selection; readonly span: Span },
): Promise<PostList> {
  const { config, sources } = generation;
  const end = span.offset + span.limit;
  const chosen = await chooseFirst(site, generation, { selection, span, count: end + 1 });
  const style = {
    sources,
    summaryWords: config.posts.summaryWords,
    content: selection.output?.content ?? config.posts.content,
  };
  const posts = chosen.slice(span.offset, end).map((post) => makePost(post, style));
  return { posts, hasMore: chosen.length > end };
}

type Search = { readonly selection: Selection; readonly span: Span; readonly count: number };

async function chooseFirst(
  site: Site,
  { config, sources, takenAt }: Generation,
  { selection, span, count }: Search,
): Promise<readonly ChosenPost[]> {
  const { sourceIds, output } = selection;
  const choose = createChooser({
    config,
    sources,
    now: takenAt,
    isFairShare: span.isFairShare,
    ...(output === null ? {} : { output }),
  });
  const chosen: ChosenPost[] = [];
  for await (const part of readParts(site, sourceIds, Math.min(count, partSize))) {
    for (const post of part) {
      const choice = choose(post);
      if (choice !== null) chosen.push(choice);
      if (chosen.length === count) return chosen;
    }
  }
  return chosen;
}

/** The posts of some sources, newest first, part by part. */
async function* readParts(
  site: Site,
  sourceIds: readonly string[] | null,
  limit: number,
): AsyncGenerator<readonly StoredPost[]> {
  let after: StoredPost | null = null;
  for (let read = 0; read < maxPostsRead; read += limit) {
    const part: readonly StoredPost[] = await site.posts({ sourceIds, after, limit });
    yield part;
    after = part.at(-1) ?? null;
    if (part.length < limit) return;
  }
}

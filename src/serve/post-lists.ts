import type { Post } from "../model/post.ts";
import type { StoredPost } from "../model/stored.ts";
import { createChooser, createTallies, type ChosenPost } from "../publish/choose-posts.ts";
import { makePost } from "../publish/make-post.ts";
import type { Generation } from "./generation.ts";
import { judgeAhead } from "./judge-ahead.ts";
import { makePosts } from "./make-posts.ts";
import { PageMarks, type PageMark } from "./page-marks.ts";
import type { Selection } from "./selection.ts";
import type { PostPlace, Site } from "./site.ts";

/** Posts read at once: enough for a feed and the post after it in one go, little enough to hold in memory. */
const partSize = 128;

/** Rules may drop almost everything; after so many posts we stop looking for more. */
const usualMostRead = 20_000;

export type ListOrder = {
  readonly selection: Selection;
  /** Posts to leave out from the top. */
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

/** Lists the posts of selections, part by part. */
export class PostLists {
  readonly site: Site;
  readonly #marks = new PageMarks();
  readonly #maxPostsRead: number;

  constructor(site: Site, maxPostsRead = usualMostRead) {
    this.site = site;
    this.#maxPostsRead = maxPostsRead;
  }

  async list(generation: Generation, order: ListOrder): Promise<PostList> {
    const { selection, limit } = order;
    const chosen = await this.#choose(generation, order);
    const style = {
      sources: generation.sources,
      summaryWords: generation.config.posts.summaryWords,
      content: selection.output?.content ?? generation.config.posts.content,
    };
    const posts = await makePosts(chosen.slice(0, limit), (one) => makePost(one, style));
    return { posts, hasMore: chosen.length > limit };
  }

  /** The wanted posts and one more. */
  async #choose(generation: Generation, order: ListOrder): Promise<readonly ChosenPost[]> {
    const { content } = generation;
    const { path, sourceIds } = order.selection;
    const place = { content, offset: order.offset };
    if (!order.isFairShare && this.#marks.isBelowLast(path, place)) return [];
    const mark = this.#marks.find(path, place);
    const tallies = createTallies(mark?.tallies);
    const policy = policyOf(generation, order);
    const choose = createChooser(policy, tallies);
    const chosen: ChosenPost[] = [];
    let shown = mark?.shown ?? 0;
    let read = 0;
    for await (const post of this.#read(sourceIds, { mark, count: order.limit + 1 })) {
      read += 1;
      await judgeAhead(post, policy, tallies);
      const choice = choose(post);
      if (choice === null) continue;
      shown += 1;
      if (shown > order.offset) chosen.push(choice);
      if (chosen.length > order.limit) return chosen;
      const isPageEnd = shown % order.limit === 0 && !order.isFairShare;
      if (isPageEnd) this.#marks.add(path, { content, mark: markAt(post, { shown, tallies }) });
    }
    // Where we gave up there may be more: the marks lead on from there.
    const hasEnded = read < this.#maxPostsRead;
    if (hasEnded && !order.isFairShare) this.#marks.noteLast(path, { content, shown });
    return chosen;
  }

  /** The posts of some sources below a mark, newest first. */
  async *#read(
    sourceIds: readonly string[] | null,
    { mark, count }: { readonly mark: PageMark | null; readonly count: number },
  ): AsyncGenerator<StoredPost> {
    let limit = Math.min(count, partSize);
    let after: PostPlace | null = mark?.after ?? null;
    for (let read = 0; read < this.#maxPostsRead;) {
      const part: readonly StoredPost[] = await this.site.posts({ sourceIds, after, limit });
      yield* part;
      after = part.at(-1) ?? null;
      if (part.length < limit) return;
      read += part.length;
      // Where many are left out, looking for the next few again and again takes longer than reading them.
      limit = Math.min(limit * 4, partSize);
    }
  }
}

function markAt(
  { postId, sortAt }: StoredPost,
  { shown, tallies }: Pick<PageMark, "shown" | "tallies">,
): PageMark {
  return { shown, after: { postId, sortAt }, tallies: createTallies(tallies) };
}

export function policyOf(
  { config, sources, takenAt }: Generation,
  { selection: { output, sourceIds }, isFairShare }: Pick<ListOrder, "selection" | "isFairShare">,
): Parameters<typeof createChooser>[0] {
  const policy = { config, sources, now: takenAt, isFairShare, sourceIds };
  return { ...policy, ...(output === null ? {} : { output }) };
}

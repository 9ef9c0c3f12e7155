import type { StoredPost } from "../model/stored.ts";
import { maxBacklog } from "../publish/backlog.ts";
import {
  createChooser,
  isPublishable,
  listMembers,
  type ChoosePolicy,
} from "../publish/choose-posts.ts";
import { readPosts } from "../store/read-posts.ts";
import { posts } from "../store/posts.ts";
import type { Store } from "../store/store.ts";

export type Placement = { readonly isShown: boolean; readonly verdict: string };

export type PlacedPost = {
  readonly postId: number;
  /** Of all its entries. */
  readonly sourceIds: readonly string[];
};

/** Posts read at once, and in all: what stands deeper is on no page that anybody opens. */
const partSize = 200;
const maxPostsRead = 20_000;

/** Where a post stands in the merged feed and on the pages, found the way the server finds it. */
export async function placePost(
  store: Store,
  { postId, sourceIds }: PlacedPost,
  policy: ChoosePolicy,
): Promise<Placement> {
  const { limit, perPage } = policy.config.posts;
  const chooseForFeed = createChooser({ ...policy, isFairShare: true });
  const chooseForPages = createChooser({ ...policy, isFairShare: false });
  let [inFeed, onPages, read] = [0, 0, 0];
  for await (const post of postsInOrder(store, maxBacklog(policy.config))) {
    read += 1;
    const isInFeed = inFeed < limit && chooseForFeed(post) !== null;
    const isOnPages = chooseForPages(post) !== null;
    inFeed += isInFeed ? 1 : 0;
    onPages += isOnPages ? 1 : 0;
    if (post.postId !== postId) continue;
    if (!isOnPages) return { isShown: false, verdict: whatKeepsOut(post, policy) };
    const page = Math.ceil(onPages / perPage);
    if (isInFeed) {
      return { isShown: true, verdict: `Number ${inFeed} of /atom.xml, on page ${page} of /.` };
    }
    const why =
      inFeed >= limit
        ? `older than the ${limit} posts of /atom.xml (posts.limit)`
        : "not in /atom.xml, where its source has its share (limit, posts.perSourceLimit)";
    return { isShown: true, verdict: `On page ${page} of /; ${why}.` };
  }
  const isTooDeep = read >= maxPostsRead;
  const verdict = isTooDeep ? null : await whatHides(store, { postId, sourceIds }, policy);
  return { isShown: false, verdict: verdict ?? `Older than the ${maxPostsRead} newest posts.` };
}

/** Why a post is not among those that are published: its sources are not, or not yet, or its entries are too far back. */
async function whatHides(
  store: Store,
  { postId, sourceIds }: PlacedPost,
  policy: ChoosePolicy,
): Promise<string> {
  const [unread] = await readPosts(store.db, [postId]);
  if (unread !== undefined) return whatKeepsOut(unread, policy);
  return sourceIds.some((id) => policy.sources.get(id)?.source.enabled === true)
    ? "Its source came back into the config, and no serve, poll or build has seen that yet."
    : "Its sources are disabled or not in the config.";
}

/** Its entries are not allowed, or come from the first poll of a source that had more than are published. */
function whatKeepsOut(post: StoredPost, policy: ChoosePolicy): string {
  const isAllowed = listMembers(post).some(({ entry }) => isPublishable(entry, policy));
  const { newSourceLimit } = policy.config.posts;
  return isAllowed
    ? `Beyond the ${newSourceLimit} newest of its source's first poll (posts.newSourceLimit).`
    : "None of its entries is allowed; see below.";
}

async function* postsInOrder(store: Store, backlog: number | null): AsyncGenerator<StoredPost> {
  let after: StoredPost | null = null;
  for (let read = 0; read < maxPostsRead; read += partSize) {
    const part: readonly StoredPost[] = await posts(store, {
      sourceIds: null,
      after,
      limit: partSize,
      maxBacklog: backlog,
    });
    yield* part;
    after = part.at(-1) ?? null;
    if (part.length < partSize) return;
  }
}

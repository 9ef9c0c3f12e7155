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

/** Posts read at once, and in all: what stands deeper is on no page that anybody opens. */
const partSize = 200;
const maxPostsRead = 20_000;

/** Where a post stands in the merged feed and on the pages, found the way the server finds it. */
export async function placePost(
  store: Store,
  postId: number,
  policy: ChoosePolicy,
): Promise<Placement> {
  const { limit, perPage } = policy.config.posts;
  const chooseForFeed = createChooser({ ...policy, isFairShare: true });
  const chooseForPages = createChooser({ ...policy, isFairShare: false });
  let [inFeed, onPages] = [0, 0];
  for await (const post of postsInOrder(store, maxBacklog(policy.config))) {
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
  const [unread] = await readPosts(store.db, [postId]);
  const verdict =
    unread === undefined
      ? "Its sources are disabled or not in the config."
      : whatKeepsOut(unread, policy);
  return { isShown: false, verdict };
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

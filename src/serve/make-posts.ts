import { setImmediate as nextTurn } from "node:timers/promises";
import type { Post } from "../model/post.ts";
import type { ChosenPost } from "../publish/choose-posts.ts";

/** Others wait no longer than this and one more post. Most are made in a tenth of a millisecond, long ones in many. */
const longestMs = 2;

/** Makes posts, with a pause after the last: whoever asks for something rendered already does not wait for it all. */
export async function makePosts(
  chosen: readonly ChosenPost[],
  make: (one: ChosenPost) => Post,
): Promise<readonly Post[]> {
  const posts: Post[] = [];
  let turnAt = performance.now();
  for (const one of chosen) {
    posts.push(make(one));
    if (performance.now() - turnAt < longestMs) continue;
    await nextTurn();
    turnAt = performance.now();
  }
  await nextTurn();
  return posts;
}

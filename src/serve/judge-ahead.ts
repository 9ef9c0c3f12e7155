import { setImmediate as nextTurn } from "node:timers/promises";
import type { StoredPost } from "../model/stored.ts";
import {
  createTallies,
  hasRoom,
  isPublishable,
  listMembers,
  type ChoosePolicy,
  type Tallies,
} from "../publish/choose-posts.ts";

/** Others wait no longer than this and one more verdict. */
const longestMs = 10;

/** Whoever judges gets a turn of the event loop of its own: ten that go on in one turn would hold it ten times as long. */
let line: Promise<void> = Promise.resolve();
let turnAt = 0;

/**
 * Judges a post before it is chosen, so that choosing finds the verdicts: rules on long texts take milliseconds each, and
 * the event loop turns in between.
 */
export async function judgeAhead(
  post: StoredPost,
  policy: ChoosePolicy,
  { firstPolls }: Tallies = createTallies(),
): Promise<void> {
  for (const { entry } of listMembers(post)) {
    // Posts there is no room for take time as well: they are read all the same.
    if (performance.now() - turnAt >= longestMs) await ownTurn();
    if (hasRoom(entry, policy, firstPolls)) isPublishable(entry, policy);
  }
}

async function ownTurn(): Promise<void> {
  const before = line;
  line = before.then(() => nextTurn());
  await line;
  turnAt = performance.now();
}

import type { FetchAnswer } from "./fetch/answer.ts";
import type { FeedInfo } from "./model/feed.ts";
import type { Poll } from "./poll-tools.ts";
import { slowWatchAt } from "./schedule/slow-watch.ts";
import type { NextPoll } from "./schedule/next-poll.ts";
import { hastenPoll } from "./store/hasten-poll.ts";
import { trustedUntil, trustHub } from "./store/subscriptions.ts";

/**
 * What a hub that delivers means for its source's polls: they only watch it. A source with a schedule of its own follows
 * that.
 */
export async function watchSlowly(poll: Poll, next: NextPoll): Promise<NextPoll> {
  const { tools, source } = poll;
  if (tools.push === null || source.schedule !== null || next.nextPollAt === null) return next;
  const until = await trustedUntil(tools.store, source.id);
  if (until === null) return next;
  const nextPollAt = slowWatchAt({
    now: tools.now(),
    nextPollAt: next.nextPollAt,
    until,
    minIntervalMs: source.minIntervalMs,
    maxIntervalMs: Math.max(source.minIntervalMs, tools.settings.maxIntervalMs),
    jitter: tools.random(),
  });
  return { ...next, nextPollAt };
}

export type PolledFeed = {
  readonly answer: FetchAnswer;
  /** What the document says; null: it is the one of last time. */
  readonly feed: FeedInfo | null;
  /** Entries nobody had told of before. */
  readonly added: number;
  /** By the source's own rhythm. */
  readonly next: NextPoll;
};

/** After a poll that worked: hubs are told what we want of them, and one that missed an entry is trusted no more. */
export async function notePoll(
  poll: Poll,
  { answer, feed, added, next }: PolledFeed,
): Promise<void> {
  const { tools, source, state } = poll;
  if (tools.push === null) return;
  if (
    added > 0 &&
    state.firstPollAt !== null &&
    (await trustedUntil(tools.store, source.id)) !== null
  ) {
    tools.log.info({ sourceId: source.id, added }, "hub missed entries, polling takes over");
    await trustHub(tools.store, source.id, false);
    if (next.nextPollAt !== null) {
      await hastenPoll(tools.store, { sourceId: source.id, at: next.nextPollAt });
    }
  }
  tools.push.polled(source.id, { links: answer.links, url: answer.finalUrl, feed });
}

import type { FetchAnswer } from "./fetch/answer.ts";
import type { FeedInfo, PollHints } from "./model/feed.ts";
import type { Poll } from "./poll-tools.ts";
import { slowWatchAt } from "./schedule/slow-watch.ts";
import type { NextPoll } from "./schedule/next-poll.ts";
import { resumeRhythm } from "./store/own-rhythm.ts";
import { trustedUntil, trustHub } from "./store/subscriptions.ts";

/** With when the source's own rhythm would have it polled, where that is put off. */
export type WatchedPoll = NextPoll & { readonly ownPollAt: number | null };

/**
 * What a hub that delivers means for its source's polls: they only watch it. A source with a schedule of its own follows
 * that.
 */
export function watchSlowly(
  poll: Poll,
  next: NextPoll,
  hints: PollHints | null,
): WatchedPoll | Promise<WatchedPoll> {
  const { tools, source } = poll;
  const { nextPollAt } = next;
  if (tools.push === null || source.schedule !== null || nextPollAt === null) return usual(next);
  return watchByTrust(poll, { ...next, nextPollAt }, hints);
}

function usual({ nextPollAt, notBeforeAt, restUntil, hostRestUntil }: NextPoll): WatchedPoll {
  return { nextPollAt, notBeforeAt, restUntil, hostRestUntil, ownPollAt: null };
}

async function watchByTrust(
  { tools, source }: Poll,
  next: NextPoll & { readonly nextPollAt: number },
  hints: PollHints | null,
): Promise<WatchedPoll> {
  const until = await trustedUntil(tools.store, source.id);
  if (until === null) return usual(next);
  const nextPollAt = slowWatchAt({
    now: tools.now(),
    nextPollAt: next.nextPollAt,
    until,
    hints,
    minIntervalMs: source.minIntervalMs,
    maxIntervalMs: source.maxIntervalMs,
    jitter: tools.random(),
  });
  return { ...next, nextPollAt, ownPollAt: next.nextPollAt };
}

export type PolledFeed = {
  readonly answer: FetchAnswer;
  /** What the document says; null: it is the one of last time. */
  readonly feed: FeedInfo | null;
  /** Entries nobody had told of before. */
  readonly added: number;
  readonly watch: WatchedPoll;
};

/** After a poll that worked: a hub that missed an entry is trusted no more, and hubs are told what we want of them. */
export async function notePoll(poll: Poll, polled: PolledFeed): Promise<void> {
  const { tools, source } = poll;
  const { answer, feed } = polled;
  // Its subscription may have ended while the poll was under way.
  if (polled.watch.ownPollAt !== null) await resumeRhythm(tools.store.db, source.id);
  if (polled.added > 0 && poll.state.firstPollAt !== null) await endTrust(poll, polled.added);
  tools.push?.polled(source.id, { links: answer.links, url: answer.finalUrl, feed });
}

async function endTrust({ tools, source }: Poll, added: number): Promise<void> {
  const { store, log } = tools;
  const sourceId = source.id;
  if ((await trustedUntil(store, sourceId)) === null) return;
  log.info({ sourceId, added }, "hub missed entries, polling takes over");
  await trustHub(store, sourceId, false);
}

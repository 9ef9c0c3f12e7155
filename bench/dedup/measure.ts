import { candidateKeys, featuresOf } from "../../src/dedup/features.ts";
import { joinIncoming } from "../../src/dedup/join-incoming.ts";
import { deriveEntry } from "../../src/entries/derive-entry.ts";
import type { ParsedEntry } from "../../src/model/feed.ts";
import { incomingFeed } from "../../src/read.ts";
import type { Join } from "../../src/store/join.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import type { Store } from "../../src/store/store.ts";
import { feedInfo } from "./feed-info.ts";
import { syntheticEntry } from "./synthetic-entry.ts";

/** Entries of one measured poll. */
const polled = 200;
const rounds = 5;
/** 350 words. */
const blocks = 7;
/** Keeps the numbers of measured entries behind those of all stored ones. */
const firstMeasured = 100_000_000;

export type MeasuredFeed = {
  readonly sourceId: string;
  readonly feedUrl: string;
  readonly now: number;
  /** Another one for each measurement: what was measured stays stored. */
  readonly seed: number;
  readonly hasStandingTitle: boolean;
};

/** Microseconds of processor time for one entry of 350 words; disks and other programs make any other time another each day. */
export type Measured = {
  readonly featuresUs: number;
  readonly savingUs: number;
  /** Part of `savingUs`. */
  readonly decidingUs: number;
};

/** The costs of new entries in a few polls. The first poll warms up and is not counted. */
export async function measure(store: Store, feed: MeasuredFeed): Promise<Measured> {
  let [features, saving, deciding] = [0, 0, 0];
  for (let round = 0; round <= rounds; round += 1) {
    const parsed = entriesOf(feed, round);
    const featuresTime = featureTime(parsed, feed);
    const { savingTime, decidingTime } = await pollTime(store, { feed, parsed, round });
    if (round > 0) {
      features += featuresTime;
      saving += savingTime;
      deciding += decidingTime;
    }
  }
  const each = (time: number) => time / (rounds * polled);
  return { featuresUs: each(features), savingUs: each(saving), decidingUs: each(deciding) };
}

function entriesOf(
  { feedUrl, now, seed, hasStandingTitle }: MeasuredFeed,
  round: number,
): readonly ParsedEntry[] {
  const first = firstMeasured + seed * 20 + (hasStandingTitle ? polled * (rounds + 1) : 0);
  return Array.from({ length: polled }, (_, index) =>
    syntheticEntry(first + round * polled + index, {
      feedUrl,
      publishedAt: now,
      blocks,
      hasStandingTitle,
    }),
  );
}

function featureTime(parsed: readonly ParsedEntry[], feed: MeasuredFeed): number {
  const derived = parsed.map((entry) => ({ entry, derived: deriveEntry(entry) }));
  const start = cpuTime();
  for (const one of derived) {
    candidateKeys(featuresOf(one.entry, one.derived, feed));
  }
  return cpuTime() - start;
}

async function pollTime(
  store: Store,
  poll: {
    readonly feed: MeasuredFeed;
    readonly parsed: readonly ParsedEntry[];
    readonly round: number;
  },
): Promise<{ readonly savingTime: number; readonly decidingTime: number }> {
  const { sourceId, feedUrl, now } = poll.feed;
  const dedup = joinIncoming({ enabled: true, never: [], always: [] });
  let decidingTime = 0;
  const join: Join = (entry, candidates) => {
    const start = cpuTime();
    const decision = dedup(entry, candidates);
    decidingTime += cpuTime() - start;
    return decision;
  };
  const weakKeys = { guid: false, link: false };
  const document = { feed: feedInfo, entries: poll.parsed, isWhole: true };
  const feed = incomingFeed(document, { sourceId, url: feedUrl, weakKeys });
  const start = cpuTime();
  await savePoll(store, {
    facts: {
      sourceId,
      now: now + poll.round,
      status: 200,
      validators: { etag: null, lastModified: null },
      bodyHash: null,
      finalUrl: null,
      movedTo: null,
      nextPollAt: null,
      restUntil: null,
    },
    feed,
    derivedVersion: 1,
    futureDates: "keep",
    join,
  });
  return { savingTime: cpuTime() - start, decidingTime };
}

/** Microseconds of processor time of this process so far. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

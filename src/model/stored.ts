import type { DerivedEntry } from "./entry.ts";
import type { FeedInfo, ParsedEntry } from "./feed.ts";
import type { Outcome, Validators } from "./source.ts";

/** What the store remembers of a source between polls. Instants are milliseconds since the epoch. */
export type SourceState = {
  readonly id: string;
  /** As configured; holds credentials where the config does: never shown. */
  readonly url: string;
  /** When the config first named it. */
  readonly addedAt: number;
  /** Where permanent redirects led and a feed was found; null: still at `url`. */
  readonly movedTo: string | null;
  /** When it moved there; null: not moved, or not known. */
  readonly movedAt: number | null;
  /** Where its last usable answer came from, after all redirects. */
  readonly finalUrl: string | null;
  readonly validators: Validators;
  /** SHA-256 of the last body read, hex; a body with the same hash is not read again. */
  readonly bodyHash: string | null;
  readonly feed: FeedInfo | null;
  readonly outcome: Outcome | null;
  /** HTTP status of the last poll, null where no answer came. */
  readonly status: number | null;
  /** One sentence on why the last poll failed. */
  readonly error: string | null;
  readonly errorReason: string | null;
  /** Failed polls in a row. */
  readonly failures: number;
  /** First failure of the present row of failures. */
  readonly failingSince: number | null;
  /** First failure of the last row of failures, over or not; null: never failed. */
  readonly brokeAt: number | null;
  /** What that failure said, in one sentence. */
  readonly brokeError: string | null;
  /** The first success after a row of failures; null: there was none yet. */
  readonly backAt: number | null;
  readonly firstPollAt: number | null;
  readonly lastPollAt: number | null;
  /** Last poll with outcome `updated`. */
  readonly lastUpdatedAt: number | null;
  /** When its newest entry arrived: first seen; of its first poll, its own date. */
  readonly newestAt: number | null;
  readonly nextPollAt: number | null;
  /** What the publisher asked for: nothing before this, not even by hand (Retry-After). */
  readonly restUntil: number | null;
  readonly goneAt: number | null;
  readonly entries: number;
  /** Whether its guids or links were seen on several articles and are no identity (dedup learns it). */
  readonly weakKeys: WeakKeys;
};

export type WeakKeys = {
  readonly guid: boolean;
  readonly link: boolean;
};

/** One entry on its way into the store, as the parse worker hands it over; JSON texts so that crossing threads is cheap. */
export type IncomingEntry = {
  /** Who the entry is within its source, hex. */
  readonly identity: string;
  /** Hash of what it says, dates aside; another value means the publisher edited the entry. */
  readonly contentHash: string;
  /** The hash by which databases of earlier versions know the same entry. */
  readonly formerHash: string;
  /** `ParsedEntry` as JSON. */
  readonly raw: string;
  /** `DerivedEntry` as JSON. */
  readonly derived: string;
  /** What dedup compares, as JSON (`dedup/features.ts`). */
  readonly features: string;
  /** Keys under which other copies of the article can be found. */
  readonly keys: readonly CandidateKey[];
  readonly url: string | null;
  /** Milliseconds since the epoch; null where missing or unreadable. */
  readonly publishedAt: number | null;
  readonly updatedAt: number | null;
};

/** An index key: entries that share one are candidates for being one article. */
export type CandidateKey = {
  readonly kind: string;
  /** Hex, at most 16 digits. */
  readonly hash: string;
};

/** A document read by the worker, ready for the store. */
export type IncomingFeed = {
  readonly feed: FeedInfo;
  readonly entries: readonly IncomingEntry[];
  readonly weakKeys: WeakKeys;
  /** See `FeedDocument`. */
  readonly isWhole: boolean;
};

export type StoredEntry = {
  readonly entryId: number;
  readonly sourceId: string;
  readonly identity: string;
  readonly raw: ParsedEntry;
  readonly derived: DerivedEntry;
  /** The date it came with, which no edit moves; null: there was none, or an impossible one. */
  readonly datedAt: number | null;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  /** Last time its content changed after it was first seen; null: never. */
  readonly editedAt: number | null;
};

/** One article as stored: its shown entry and the other members with the reason of their joining. */
export type StoredPost = {
  readonly postId: number;
  /** Fixed when the post is made. */
  readonly atomId: string;
  readonly sortAt: number;
  readonly shown: StoredEntry;
  readonly members: readonly StoredMember[];
};

export type StoredMember = {
  readonly entry: StoredEntry;
  readonly reason: string;
  readonly evidence: string;
};

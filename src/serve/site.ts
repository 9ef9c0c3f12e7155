import type { NumberRange } from "../model/archive.ts";
import type { Config } from "../model/config.ts";
import type { FeedInfo } from "../model/feed.ts";
import type { SourceState, StoredPost } from "../model/stored.ts";

/** What the server shows, as the app gives it: the config and the store, read only. Any of it may reject. */
export type Site = {
  /** The running config; another object after each edit. */
  config(): Config;
  /** When program or running config last changed, milliseconds since the epoch; survives restarts. */
  configChangedAt(): number;
  /** When a post may have changed last, whoever changed it. */
  revisedAt(): Promise<number>;
  /** Another text whenever a post may have changed, whoever changed it; asked about once a second. */
  revision(): Promise<string>;
  sourceStates(): Promise<readonly SourceState[]>;
  /** Posts in the order of DESIGN section 8, newest first. */
  posts(query: PostQuery): Promise<readonly StoredPost[]>;
  /** Posts with an entry in a range of numbers, in the same order. */
  postsByNumber(query: NumberedQuery): Promise<readonly StoredPost[]>;
  /** The greatest number of a published entry, or the nearest to one; null: there is none. */
  nearestNumber(query: NumberQuery): Promise<number | null>;
  /** By source id, how sources looked when an archive was full; without those that look the same now. */
  looksAsOf(block: number): Promise<ReadonlyMap<string, SourceLook>>;
  /** The greatest number that retention has taken; 0: none. */
  prunedUpTo(): Promise<number>;
  /** How many posts there are if no rule drops one. */
  countPosts(query: Pick<PostQuery, "sourceIds">): Promise<number>;
};

/** Entries are numbered in the order in which they came, whatever their dates. */
export type NumberedQuery = NumberRange & { readonly sourceIds: readonly string[] | null };

export type NumberQuery = {
  readonly sourceIds: readonly string[] | null;
  readonly below?: number;
  readonly above?: number;
};

/** What posts tell of their source. */
export type SourceLook = Pick<FeedInfo, "id" | "title" | "link" | "language" | "rights">;

export type PostQuery = {
  /** Posts with an entry of one of these sources; null: of any source. */
  readonly sourceIds: readonly string[] | null;
  /** The last post of the part before; null: from the top. */
  readonly after: PostPlace | null;
  readonly limit: number;
};

/** Enough of a post to go on reading after it. */
export type PostPlace = Pick<StoredPost, "postId" | "sortAt">;

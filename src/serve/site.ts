import type { Config } from "../model/config.ts";
import type { SourceState, StoredPost } from "../model/stored.ts";

/** What the server shows, as the app gives it: the config and the store, read only. Any of it may reject. */
export type Site = {
  /** The running config; another object after each edit. */
  config(): Config;
  /** When the running config last changed, milliseconds since the epoch; survives restarts (the file's time). */
  configChangedAt(): number;
  /** Another text whenever a post may have changed, whoever changed it; asked about once a second. */
  revision(): Promise<string>;
  sourceStates(): Promise<readonly SourceState[]>;
  /** Posts in the order of DESIGN section 8, newest first. */
  posts(query: PostQuery): Promise<readonly StoredPost[]>;
};

export type PostQuery = {
  /** Posts with an entry of one of these sources; null: of any source. */
  readonly sourceIds: readonly string[] | null;
  /** The last post of the part before; null: from the top. */
  readonly after: PostPlace | null;
  readonly limit: number;
};

/** Enough of a post to go on reading after it. */
export type PostPlace = Pick<StoredPost, "postId" | "sortAt">;

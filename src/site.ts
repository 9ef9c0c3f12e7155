import type { Config } from "./model/config.ts";
import { maxBacklog } from "./publish/backlog.ts";
import type { Site } from "./serve/site.ts";
import { prunedUpTo } from "./store/archive-floor.ts";
import { nearestNumber, postsByNumber } from "./store/archive.ts";
import { looksAsOf } from "./store/former-looks.ts";
import { countPosts, posts } from "./store/posts.ts";
import { revisedAt, revision } from "./store/revision.ts";
import { sourceStates } from "./store/read-source-states.ts";
import type { Store } from "./store/store.ts";

/** The running config, and when it or the program last changed (milliseconds since the epoch). */
export type RunningConfig = { readonly config: Config; readonly changedAt: number };

/** What the server shows: the store and the running config, which `running` looks up at each call. */
export function createSite(store: Store, running: () => RunningConfig): Site {
  return {
    config: () => running().config,
    configChangedAt: () => running().changedAt,
    revisedAt: () => revisedAt(store),
    revision: () => revision(store),
    sourceStates: async () => [...(await sourceStates(store)).values()],
    posts: (query) => posts(store, { ...query, maxBacklog: maxBacklog(running().config) }),
    postsByNumber: (query) => postsByNumber(store, query),
    nearestNumber: (query) => nearestNumber(store, query),
    looksAsOf: (block) => looksAsOf(store, block),
    prunedUpTo: () => prunedUpTo(store),
    countPosts: (query) =>
      countPosts(store, { ...query, maxBacklog: running().config.posts.newSourceLimit || null }),
  };
}

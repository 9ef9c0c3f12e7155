import type { Config } from "./model/config.ts";
import type { Site } from "./serve/site.ts";
import { posts } from "./store/posts.ts";
import { revision } from "./store/revision.ts";
import { sourceStates } from "./store/sources.ts";
import type { Store } from "./store/store.ts";

/** The running config, and when it last changed (milliseconds since the epoch). */
export type RunningConfig = { readonly config: Config; readonly changedAt: number };

/** What the server shows: the store and the running config, which `running` looks up at each call. */
export function createSite(store: Store, running: () => RunningConfig): Site {
  return {
    config: () => running().config,
    configChangedAt: () => running().changedAt,
    revision: () => revision(store),
    sourceStates: async () => [...(await sourceStates(store)).values()],
    posts: (query) => posts(store, query),
  };
}

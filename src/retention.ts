import type { Logger } from "./log.ts";
import type { RetentionSettings } from "./model/config.ts";
import { rememberedMs } from "./model/host-rest.ts";
import { forgetHosts } from "./store/hosts.ts";
import { prune } from "./store/retention.ts";
import type { Store } from "./store/store.ts";

const firstAfterMs = 60_000;
const everyMs = 6 * 3_600_000;

export type RetentionOptions = {
  /** Looked up at each run: a config edit may change them. */
  readonly settings: () => RetentionSettings;
  readonly log: Logger;
};

/** Takes old entries, and hosts that rested long ago, out of the store a few times a day; a failure waits for the next time. */
export function startRetention(
  store: Store,
  { settings, log }: RetentionOptions,
): { stop(): void } {
  const run = async (): Promise<void> => {
    try {
      const now = Date.now();
      const pruned = await prune(store, { ...settings(), now });
      await forgetHosts(store, { now, since: now - rememberedMs });
      log.debug({ pruned }, "old entries pruned");
    } catch (err) {
      log.error({ err }, "pruning broke off");
    }
  };
  const first = setTimeout(() => void run(), firstAfterMs).unref();
  const timer = setInterval(() => void run(), everyMs).unref();
  return {
    stop: () => {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}

import type { Logger } from "./log.ts";
import type { RetentionSettings } from "./model/config.ts";
import { prune } from "./store/retention.ts";
import type { Store } from "./store/store.ts";

const firstAfterMs = 60_000;
const everyMs = 6 * 3_600_000;

export type RetentionOptions = {
  /** Looked up at each run: a config edit may change them. */
  readonly settings: () => RetentionSettings;
  readonly log: Logger;
};

/** Takes old entries out of the store a few times a day; a failure waits for the next time. */
export function startRetention(
  store: Store,
  { settings, log }: RetentionOptions,
): { stop(): void } {
  const run = async (): Promise<void> => {
    try {
      const pruned = await prune(store, { ...settings(), now: Date.now() });
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

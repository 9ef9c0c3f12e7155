import { jitteredMs } from "./jitter.ts";
import type { IntervalBounds } from "./jitter.ts";

export type SlowWatch = IntervalBounds & {
  readonly now: number;
  /** What the source's own rhythm says. */
  readonly nextPollAt: number;
  /** End of the hub's promise to deliver. */
  readonly until: number;
  /** Random, in [0, 1). */
  readonly jitter: number;
};

/** While a hub delivers all that is new, polling only makes sure of that: as seldom as it may, and when the promise ends. */
export function slowWatchAt(watch: SlowWatch): number {
  const slowAt = watch.now + jitteredMs(watch.maxIntervalMs, watch, watch.jitter);
  return Math.max(watch.nextPollAt, Math.min(slowAt, watch.until));
}

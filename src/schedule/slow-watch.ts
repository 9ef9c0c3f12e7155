import type { PollHints } from "../model/feed.ts";
import { jitteredMs } from "./jitter.ts";
import type { IntervalBounds } from "./jitter.ts";
import { afterSkipped } from "./skip-times.ts";

export type SlowWatch = IntervalBounds & {
  readonly now: number;
  /** What the source's own rhythm says. */
  readonly nextPollAt: number;
  /** End of the hub's promise to deliver. */
  readonly until: number;
  /** What the document says; null: never read. */
  readonly hints: PollHints | null;
  /** Random, in [0, 1). */
  readonly jitter: number;
};

/** While a hub delivers all that is new, polling only makes sure of that: as seldom as it may, and when the promise ends. */
export function slowWatchAt(watch: SlowWatch): number {
  const slowAt = watch.now + jitteredMs(watch.maxIntervalMs, watch, watch.jitter);
  const at = Math.max(watch.nextPollAt, Math.min(slowAt, watch.until));
  return watch.hints === null ? at : afterSkipped(at, watch.hints, watch.jitter);
}

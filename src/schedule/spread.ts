const minuteMs = 60_000;
/** After a restart: at most so many overdue sources begin in a second … */
const startsPerSecond = 10;
/** … unless that took longer than this, because their leases must not run out. */
const longestStartUpMs = 2 * minuteMs;
/** Sources found due by a tick begin within this time, not with the full minute that everyone's cron begins with. */
const longestTickMs = 30_000;

/** Instants are milliseconds since the epoch. */
export type SpreadSource = {
  readonly id: string;
  /** null: never polled. */
  readonly nextPollAt: number | null;
};

export type PlannedStart<Source> = { readonly source: Source; readonly startAt: number };

/** Over how long the sources that are due at start begin: newcomers with a few sources wait for less than a second. */
export function startUpWindowMs(overdue: number): number {
  return Math.min(longestStartUpMs, (overdue * 1000) / startsPerSecond);
}

/** Over how long the sources a tick finds begin; with quick ticks they are through before the next one. */
export function tickWindowMs(nextTickInMs: number): number {
  return Math.min(longestTickMs, nextTickInMs / 2);
}

/**
 * When each source begins, earliest first: never polled ones at once (the queue bounds them), overdue ones each at its
 * own place in the window, those due later exactly then.
 */
export function spread<Source extends SpreadSource>(
  sources: readonly Source[],
  { now, windowMs }: { readonly now: number; readonly windowMs: number },
): PlannedStart<Source>[] {
  const startAt = ({ id, nextPollAt }: Source): number => {
    if (nextPollAt === null) return now;
    return nextPollAt > now ? nextPollAt : now + Math.floor(phase(id) * windowMs);
  };
  return sources
    .map((source) => ({ source, startAt: startAt(source) }))
    .toSorted((a, b) => a.startAt - b.startAt);
}

/** A fixed place in [0, 1) for a source, evenly spread over sources (FNV-1a, 32 bits, last bits mixed upwards). */
export function phase(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

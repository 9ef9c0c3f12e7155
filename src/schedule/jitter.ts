/** Width of the random part of an interval, as a share of it. */
const width = 0.2;

export type IntervalBounds = {
  readonly minIntervalMs: number;
  readonly maxIntervalMs: number;
};

/**
 * `intervalMs` ± 10 %, so that sources polled together drift apart; `jitter` in [0, 1). At a bound the whole
 * 20 % lies on its inner side: cut off there, half of all sources would get exactly the bound and stay in step.
 */
export function jitteredMs(intervalMs: number, bounds: IntervalBounds, jitter: number): number {
  const { minIntervalMs } = bounds;
  const maxIntervalMs = Math.max(bounds.maxIntervalMs, minIntervalMs);
  const base = clamp(intervalMs, minIntervalMs, maxIntervalMs);
  const widthMs = base * width;
  const latestStart = Math.max(minIntervalMs, maxIntervalMs - widthMs);
  const from = clamp(base - widthMs / 2, minIntervalMs, latestStart);
  return Math.min(Math.ceil(from + jitter * widthMs), maxIntervalMs);
}

export function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}

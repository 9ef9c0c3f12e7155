import { readAs, refused } from "./problem.ts";
import type { Reading } from "./problem.ts";

const MS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
]);
const LONGEST_MS = 3_650 * 86_400_000;

/** `500ms 30s 15m 1h 1d` in milliseconds, at most ten years. */
export function readDuration(text: string): Reading<number> {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text.trim());
  const unit = MS.get(match?.[2] ?? "");
  if (unit === undefined) return refused("expected a duration", "write 500ms, 30s, 15m, 1h or 1d");
  const ms = Math.round(Number(match?.[1]) * unit);
  return ms <= LONGEST_MS ? readAs(ms) : refused("is too long", "at most 3650d");
}

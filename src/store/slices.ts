import { setImmediate as nextTurn } from "node:timers/promises";
import type { PlannedEntry } from "./plan-entries.ts";

/** A slice is one transaction, and the event loop waits for it: 50 ms at most, so we aim well below. */
const aimMs = 20;
const firstSize = 25;
const minSize = 5;
const maxSize = 50;
const maxCharacters = 1_000_000;

/** Saves the entries slice by slice and lets the event loop turn in between; a slow machine gets smaller slices. */
export async function inSlices(
  planned: readonly PlannedEntry[],
  save: (slice: readonly PlannedEntry[]) => Promise<void>,
): Promise<void> {
  let size = firstSize;
  for (let start = 0; start < planned.length;) {
    const slice = takeSlice(planned, start, size);
    const startedAt = performance.now();
    await save(slice);
    size = nextSize(size, performance.now() - startedAt);
    start += slice.length;
    await nextTurn();
  }
}

/** At least one entry, however large. */
function takeSlice(
  planned: readonly PlannedEntry[],
  start: number,
  size: number,
): readonly PlannedEntry[] {
  let end = start;
  let characters = 0;
  for (const { incoming } of planned.slice(start, start + size)) {
    characters += incoming.raw.length + incoming.derived.length + incoming.features.length;
    if (end > start && characters > maxCharacters) break;
    end += 1;
  }
  return planned.slice(start, end);
}

function nextSize(size: number, tookMs: number): number {
  const fitting = Math.round((size * aimMs) / Math.max(tookMs, 1));
  return Math.min(Math.max(fitting, minSize), maxSize);
}

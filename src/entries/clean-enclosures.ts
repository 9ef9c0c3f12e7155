import { safeWebUrl } from "../markup/safe-url.ts";
import type { Enclosure } from "../model/feed.ts";

const maxEnclosures = 100;

/** Attached files that can be fetched: http(s) addresses, each once. */
export function cleanEnclosures(enclosures: readonly Enclosure[]): readonly Enclosure[] {
  const known = new Map<string, Enclosure>();
  for (const { url, type, length } of enclosures.slice(0, maxEnclosures)) {
    const safe = safeWebUrl(url, null);
    if (safe !== null && !known.has(safe)) known.set(safe, { url: safe, type, length });
  }
  return [...known.values()];
}

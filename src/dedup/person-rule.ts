import type { DedupSettings } from "../model/config.ts";
import { join, refuse, type Decision } from "./decision.ts";
import type { EntryFeatures } from "./entry-features.ts";
import { urlKey } from "./url-key.ts";

/** A person's last word on a pair: `never` before `always`, each by the addresses of entries or sources; null where none was said. */
export function personDecision(
  a: EntryFeatures,
  b: EntryFeatures,
  settings: DedupSettings,
): Decision | null {
  if (named(settings.never, a, b)) {
    return refuse("asked-for", "kept apart by dedup.never");
  }
  if (named(settings.always, a, b)) {
    return join("asked-for", "joined by dedup.always");
  }
  const isOneEntry = a.sourceId === b.sourceId && a.guid !== null && a.guid === b.guid;
  return settings.enabled || isOneEntry ? null : refuse("switched-off", "dedup.enabled is false");
}

function named(pairs: DedupSettings["never"], a: EntryFeatures, b: EntryFeatures): boolean {
  return pairs.some(
    ([x, y]) => (isCalled(a, x) && isCalled(b, y)) || (isCalled(a, y) && isCalled(b, x)),
  );
}

function isCalled(features: EntryFeatures, address: string): boolean {
  const key = urlKey(address) ?? address;
  return features.feedKey === key || features.guid === address || features.urls.includes(key);
}

import type { ParsedEntry } from "../model/feed.ts";
import type { WeakKeys } from "../model/stored.ts";
import { hexHash } from "./hash.ts";
import { urlKey } from "./url-key.ts";

/** Longer guids are whole texts; their hash names them as well. */
const maxGuidLength = 300;

/** The guid as given, short enough to be stored twice; null where there is none. */
export function boundedGuid(guid: string | null): string | null {
  const trimmed = guid?.trim() ?? "";
  if (trimmed === "") {
    return null;
  }
  return trimmed.length <= maxGuidLength ? trimmed : hexHash([trimmed], 32);
}

/** Keys of all addresses the entry stands at; `shared`: its guid or link stands on other articles too. */
export function addressKeys(parsed: ParsedEntry, shared?: WeakKeys): readonly string[] {
  const permalink = /^https?:/i.test(parsed.id ?? "") ? parsed.id : null;
  const addresses = [
    shared?.link === true ? null : parsed.url,
    parsed.origLink,
    parsed.canonicalUrl,
    shared?.guid === true ? null : permalink,
  ];
  return keysOf(addresses);
}

/** The different keys of the addresses that have one. */
export function keysOf(addresses: readonly (string | null | undefined)[]): readonly string[] {
  const keys = [...new Set(addresses)].map((address) => (address ? urlKey(address) : null));
  return [...new Set(keys.filter((key) => key !== null))];
}

import type { ParsedEntry } from "../model/feed.ts";
import type { WeakKeys } from "../model/stored.ts";
import { hexHash } from "./hash.ts";
import { isHomePageKey, urlKey } from "./url-key.ts";

/** Hex digits of an identity: 128 bits. */
const identityDigits = 32;
/** So many different articles under one key, and half of the document's entries: the feed does not name its items by it. */
const minWeakEntries = 3;

export type DocumentIdentities = {
  /** One per entry, in the document's order: hex, the same at every poll as long as the key is. */
  readonly identities: readonly string[];
  /** Per entry: whether its guid or link also stands on another article of the document and names neither. */
  readonly sharedKeys: readonly WeakKeys[];
  /** What is known of the source now: what was known before, or what this document shows. */
  readonly weakKeys: WeakKeys;
};

type KeyedEntry = {
  readonly guid: string | null;
  readonly link: string | null;
  /** Title and content: all of what the entry says. */
  readonly substance: string;
};

/**
 * Who the entries of one document are: by guid, else link, else title and content; never by a fetch time. A key that stands
 * on several different articles takes title and content into itself. Feeds that give one guid (or link) to many items are
 * noticed; `weak` is what earlier documents showed, and stays.
 */
export function identities(entries: readonly ParsedEntry[], weak: WeakKeys): DocumentIdentities {
  const keyed = entries.map(keysOf);
  const guids = articlesByKey(keyed, "guid");
  const links = articlesByKey(keyed, "link");
  const weakKeys = {
    guid: weak.guid || isWeak(guids),
    link: weak.link || isWeak(links),
  };
  const sharedKeys = keyed.map((entry) => ({
    guid: weakKeys.guid || isShared(guids, entry.guid),
    link: weakKeys.link || isShared(links, entry.link),
  }));
  const used = keyed.map((entry) => identityKey(entry, weakKeys));
  const articles = Map.groupBy(keyed.keys(), (index) => used[index] ?? "");
  return {
    identities: keyed.map((entry, index) => {
      const key = used[index] ?? "";
      const substances = new Set(articles.get(key)?.map((other) => keyed[other]?.substance));
      const parts = substances.size > 1 ? [key, entry.substance] : [key];
      return hexHash(parts, identityDigits);
    }),
    sharedKeys,
    weakKeys,
  };
}

function keysOf(entry: ParsedEntry): KeyedEntry {
  const link = entry.url === null ? null : (urlKey(entry.url) ?? entry.url);
  const title = entry.title?.value ?? "";
  const content = (entry.content ?? entry.summary)?.value ?? "";
  const media = [...entry.enclosures, ...entry.images].map((file) => file.url);
  const rest = title + content === "" ? [entry.published ?? "", ...media] : media;
  return {
    guid: entry.id === null || entry.id.trim() === "" ? null : entry.id,
    // A home page is the address of a site; entries that link to it have no address of their own.
    link: link === null || isHomePageKey(link) ? null : link,
    substance: hexHash([title, content, ...rest], identityDigits),
  };
}

function identityKey(entry: KeyedEntry, weakKeys: WeakKeys): string {
  if (entry.guid !== null && !weakKeys.guid) {
    return `guid ${entry.guid}`;
  }
  if (entry.link !== null && !weakKeys.link) {
    return `link ${entry.link}`;
  }
  return `text ${entry.substance}`;
}

/** The different articles under each key. */
function articlesByKey(
  entries: readonly KeyedEntry[],
  name: "guid" | "link",
): ReadonlyMap<string, ReadonlySet<string>> {
  const articles = new Map<string, Set<string>>();
  for (const entry of entries) {
    const key = entry[name];
    if (key !== null) {
      articles.set(key, (articles.get(key) ?? new Set<string>()).add(entry.substance));
    }
  }
  return articles;
}

function isShared(articles: ReadonlyMap<string, ReadonlySet<string>>, key: string | null): boolean {
  return key !== null && (articles.get(key)?.size ?? 0) > 1;
}

function isWeak(articles: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const sizes = [...articles.values()].map((substances) => substances.size);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const shared = sizes.filter((size) => size > 1).reduce((sum, size) => sum + size, 0);
  return Math.max(0, ...sizes) >= minWeakEntries && shared * 2 >= all;
}

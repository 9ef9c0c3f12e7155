import { createHash } from "node:crypto";
import { candidateKeys, featuresOf, type FeatureContext } from "../../src/dedup/features.ts";
import { identities } from "../../src/dedup/identity.ts";
import { deriveEntry } from "../../src/entries/derive-entry.ts";
import type { FeedInfo, ParsedEntry } from "../../src/model/feed.ts";
import type { IncomingEntry, IncomingFeed, WeakKeys } from "../../src/model/stored.ts";

const feedInfo: FeedInfo = {
  format: "rss",
  id: null,
  title: null,
  subtitle: null,
  link: null,
  selfUrl: null,
  hubUrls: [],
  language: null,
  updated: null,
  rights: null,
  authors: [],
  imageUrl: null,
  hints: { ttlMinutes: null, skipHours: [], skipDays: [], updateEveryMs: null },
};

export type IncomingContext = {
  readonly sourceId: string;
  readonly feedUrl: string;
  readonly weakKeys: WeakKeys;
};

/** What src/read.ts makes of a parsed document, for entries that were parsed before. */
export function incomingFeed(
  parsed: readonly ParsedEntry[],
  context: IncomingContext,
): IncomingFeed {
  const known = identities(parsed, context.weakKeys);
  const entries = parsed.map((entry, index) => {
    const shared = known.sharedKeys[index] ?? context.weakKeys;
    return incomingEntry(entry, known.identities[index] ?? "", { ...context, shared });
  });
  return { feed: feedInfo, entries, weakKeys: known.weakKeys };
}

function incomingEntry(
  parsed: ParsedEntry,
  identity: string,
  context: FeatureContext,
): IncomingEntry {
  const derived = deriveEntry(parsed);
  const features = featuresOf(parsed, derived, context);
  const raw = JSON.stringify(parsed);
  return {
    identity,
    contentHash: createHash("sha256").update(raw).digest("hex").slice(0, 32),
    raw,
    derived: JSON.stringify(derived),
    features: JSON.stringify(features),
    keys: candidateKeys(features),
    url: parsed.url,
    publishedAt: parsed.published === null ? null : Date.parse(parsed.published),
    updatedAt: parsed.updated === null ? null : Date.parse(parsed.updated),
  };
}

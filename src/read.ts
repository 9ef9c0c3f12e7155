import { candidateKeys, featuresOf, type FeatureContext } from "./dedup/features.ts";
import { identities } from "./dedup/identity.ts";
import { writeFeatures } from "./dedup/write-features.ts";
import { contentHash, formerContentHash } from "./entries/content-hash.ts";
import { deriveEntry } from "./entries/derive-entry.ts";
import type { FeedDocument, ParsedEntry } from "./model/feed.ts";
import type { IncomingEntry, IncomingFeed, WeakKeys } from "./model/stored.ts";
import { parseFeed } from "./parse/parse-feed.ts";

export type ReadContext = {
  readonly sourceId: string;
  /** Where the bytes came from: base of relative addresses. */
  readonly url: string;
  readonly contentType: string | null;
  /** What is already known of the source's guids and links. */
  readonly weakKeys: WeakKeys;
};

/**
 * Bytes to entries ready for the store: parse → entries → what dedup compares. Pure; runs in the parse worker, since a
 * large document takes seconds. Throws ParseError.
 */
export function readDocument(bytes: Uint8Array, context: ReadContext): IncomingFeed {
  return incomingFeed(parseFeed(bytes, context), context);
}

/** A parsed document, ready for the store. */
export function incomingFeed(
  document: FeedDocument,
  context: Omit<ReadContext, "contentType">,
): IncomingFeed {
  const known = identities(document.entries, context.weakKeys);
  const { sourceId, url: feedUrl } = context;
  const entries = document.entries.map((entry, index) => {
    const shared = known.sharedKeys[index] ?? context.weakKeys;
    return incomingEntry(entry, known.identities[index] ?? "", { sourceId, feedUrl, shared });
  });
  const { feed, isWhole } = document;
  return { feed, entries, weakKeys: known.weakKeys, isWhole };
}

function incomingEntry(
  parsed: ParsedEntry,
  identity: string,
  context: FeatureContext,
): IncomingEntry {
  const raw = JSON.stringify(parsed);
  return {
    identity,
    formerHash: formerContentHash(parsed, raw),
    raw,
    ...deriveStored(parsed, context),
    url: parsed.url,
    publishedAt: instantOf(parsed.published),
    updatedAt: instantOf(parsed.updated),
  };
}

/** What the store keeps beside `raw`: made by pure functions of it, and made again after an upgrade. */
export function deriveStored(
  parsed: ParsedEntry,
  context: FeatureContext,
): Pick<IncomingEntry, "contentHash" | "derived" | "features" | "keys"> {
  const derived = deriveEntry(parsed);
  const features = featuresOf(parsed, derived, context);
  return {
    contentHash: contentHash(parsed),
    derived: JSON.stringify(derived),
    features: writeFeatures(features),
    keys: candidateKeys(features),
  };
}

function instantOf(iso: string | null): number | null {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? null : at;
}

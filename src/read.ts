import { createHash } from "node:crypto";
import { candidateKeys, featuresOf } from "./dedup/features.ts";
import { identities } from "./dedup/identity.ts";
import { deriveEntry } from "./entries/derive-entry.ts";
import type { ParsedEntry } from "./model/feed.ts";
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
  const document = parseFeed(bytes, context);
  const known = identities(document.entries, context.weakKeys);
  const entries = document.entries.map((entry, index) =>
    incomingEntry(entry, known.identities[index] ?? "", context),
  );
  return { feed: document.feed, entries, weakKeys: known.weakKeys };
}

function incomingEntry(parsed: ParsedEntry, identity: string, context: ReadContext): IncomingEntry {
  const derived = deriveEntry(parsed);
  const features = featuresOf(parsed, derived, {
    sourceId: context.sourceId,
    feedUrl: context.url,
  });
  const raw = JSON.stringify(parsed);
  return {
    identity,
    contentHash: createHash("sha256").update(raw).digest("hex").slice(0, 32),
    raw,
    derived: JSON.stringify(derived),
    features: JSON.stringify(features),
    keys: candidateKeys(features),
    url: parsed.url,
    publishedAt: instantOf(parsed.published),
    updatedAt: instantOf(parsed.updated),
  };
}

function instantOf(iso: string | null): number | null {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? null : at;
}

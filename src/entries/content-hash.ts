import { createHash } from "node:crypto";
import type { ParsedEntry } from "../model/feed.ts";

/**
 * Hash of what an entry says; another value means that the publisher edited it. Without its dates: many a feed says of
 * all its entries that they are of this moment, at every fetch, and nothing new is in them.
 */
export function contentHash(parsed: ParsedEntry): string {
  return hashOf({ ...asFormerly(parsed), published: undefined, updated: undefined });
}

/** The hash of earlier versions, over all that was read: an upgrade is no edit. `raw` is the entry as JSON. */
export function formerContentHash(parsed: ParsedEntry, raw: string): string {
  const saysMore = parsed.images.some((image) => "type" in image);
  return saysMore ? hashOf(asFormerly(parsed)) : hashOfText(raw);
}

/** Without what earlier versions did not read: that we see more in it is no edit. */
function asFormerly(parsed: ParsedEntry): ParsedEntry {
  const images = parsed.images.map(({ type: _type, ...image }) => image);
  return { ...parsed, images };
}

function hashOf(value: unknown): string {
  return hashOfText(JSON.stringify(value));
}

function hashOfText(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

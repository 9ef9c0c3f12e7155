import type { CanonicalEntry, CanonicalFeed } from "./canonical.ts";
import { canonicalChannel } from "./channel-fields.ts";
import { canonicalEntry } from "./entry-fields.ts";
import type { FoundFeed } from "./feed-root.ts";
import type { Field } from "./fields.ts";

/** A found feed with everything settled; an entry without authors has those of the feed (RFC 4287 4.2.1). */
export function canonicalFeed(found: FoundFeed): CanonicalFeed {
  const channel = canonicalChannel(found.channel);
  const entries = found.entries.filter(isWhole).map((field) => {
    const entry = canonicalEntry(field);
    return entry.authors.length > 0 ? entry : { ...entry, authors: channel.authors };
  });
  return { format: found.format, version: found.version, channel, entries };
}

function isWhole(_entry: Field): boolean {
  return true;
}
export type { CanonicalEntry };

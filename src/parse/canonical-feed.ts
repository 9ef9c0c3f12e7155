import type { CanonicalEntry, CanonicalFeed } from "./canonical.ts";
import { canonicalChannel } from "./channel-fields.ts";
import { canonicalEntry } from "./entry-fields.ts";
import { boundEntries } from "./entry-bound.ts";
import type { FoundFeed } from "./feed-root.ts";
import type { Field } from "./fields.ts";

/** A found feed with everything settled; an entry without authors has those of the feed (RFC 4287 4.2.1). Throws ParseError `too-complex`. */
export function canonicalFeed(found: FoundFeed): CanonicalFeed {
  boundEntries(found.entries.length);
  const channel = canonicalChannel(found.channel);
  const entries: CanonicalEntry[] = [];
  for (const field of found.entries) {
    const entry = canonicalEntry(field);
    if (isStump(field, entry)) continue;
    entries.push(entry.authors.length > 0 ? entry : { ...entry, authors: channel.authors });
  }
  return { format: found.format, version: found.version, channel, entries };
}

/** The document ended before the entry said who it is: the next poll would bring the same article as another one. */
function isStump(field: Field, entry: CanonicalEntry): boolean {
  return field.element.closed === "cut" && entry.id === null && entry.link === null;
}

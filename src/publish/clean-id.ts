import { cleanText } from "./clean-text.ts";

const absoluteUri = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** Characters no IRI may hold (RFC 3987 2.2). */
const forbidden = /[\s<>"{}|\\^`]/g;

/**
 * An atom:id. A valid one is not changed by a byte (RFC 4287 4.2.6); forbidden characters are percent-encoded, always in
 * the same way, and what is no absolute URI at all becomes a `tag:` URI.
 */
export function cleanId(value: string): string {
  const id = cleanText(value).replace(forbidden, (character) => encodeURIComponent(character));
  return absoluteUri.test(id) ? id : `tag:feedloom,2026:${encodeURIComponent(id)}`;
}

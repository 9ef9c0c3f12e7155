import { cleanText } from "./clean-text.ts";

/** Browsers and readers cut or refuse longer addresses; such ones are trackers or attacks. */
const maxUrlLength = 8_192;

/** What the URL standard leaves as it is although RFC 3986 allows it nowhere but around an IPv6 host. */
const unencoded = /[|^`{}[\]\\"<>\s#]|%(?![0-9a-f]{2})/gi;

/**
 * An address that may be published: absolute, http(s), without userinfo, percent-encoded as RFC 3986 wants; null for
 * anything else (`javascript:`, `data:`, relative, unreadable).
 */
export function cleanUrl(value: string | null): string | null {
  if (value === null || value.length > maxUrlLength) return null;
  const url = URL.parse(cleanText(value));
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  // A fragment ends the address: a second `#` in it has to be encoded.
  const fragment = url.hash === "" ? "" : `#${encode(url.hash.slice(1))}`;
  return `${url.origin}${encode(url.pathname)}${encode(url.search)}${fragment}`;
}

function encode(part: string): string {
  return part.replace(unencoded, (character) => encodeURIComponent(character));
}

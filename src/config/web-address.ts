import { readAs, refused } from "./problem.ts";
import type { Reading } from "./problem.ts";

const SCHEME = /^https?:\/\//i;

/** An absolute http or https address, trimmed but otherwise as written; userinfo is allowed. */
export function readWebAddress(text: string): Reading<string> {
  const address = text.trim();
  if (!SCHEME.test(address))
    return refused("expected an http or https address", schemeHint(address));
  // The URL parser forgives blanks, backslashes and missing slashes; forgiven here, userinfo could hide from hideUserinfo.
  if (/[\s\\\p{Cc}]/u.test(address)) {
    return refused("an address cannot hold blanks, line ends or backslashes", "use %20 and %5C");
  }
  const isReadable = /^https?:\/\/[^/?#]/i.test(address) && URL.canParse(address);
  return isReadable
    ? readAs(address)
    : refused("this address cannot be read", "check host and port");
}

/** The service's own public address: no query, fragment or userinfo; ends in a slash. */
export function readPublicAddress(text: string): Reading<string> {
  const reading = readWebAddress(text);
  if (!reading.ok) return reading;
  const url = new URL(reading.value);
  if (url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") {
    return refused(
      "the public address is a host and a path only",
      "as in https://example.org/news/",
    );
  }
  return readAs(url.href.endsWith("/") ? url.href : `${url.href}/`);
}

/** Feeds name their hub to everybody, so it cannot be asked with a password. */
export function readHubAddress(text: string): Reading<string> {
  const reading = readWebAddress(text);
  if (!reading.ok) return reading;
  const { username, password } = new URL(reading.value);
  return username === "" && password === ""
    ? reading
    : refused("feeds name their hub to everybody", "write it without user and password");
}

/**
 * A host or host:port in the one spelling that requests have it in: punycode, short IPv6 in brackets, IPv4 in decimals, no
 * root dot, so that `poll.allowPrivateAddresses` matches however it is written.
 */
export function readHost(text: string): Reading<string> {
  const match = /^(\[[\da-f:.]+\]|[^\s/@?#:[\]\\]+)(?::(\d{1,5}))?$/i.exec(text.trim());
  const url = match === null ? null : URL.parse(`http://${match[1]}/`);
  const port = match?.[2] === undefined ? null : Number(match[2]);
  if (url === null || (port ?? 0) > 65_535) {
    return refused(
      "expected a host or host:port",
      "without http:// and path; IPv6 in square brackets",
    );
  }
  const host = url.hostname.replace(/\.$/, "");
  return readAs(port === null ? host : `${host}:${port}`);
}

/** Equal for two addresses of one feed: host case, a missing root slash and a fragment do not make another one. */
export function comparableAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text.trim();
  url.hash = "";
  return url.href;
}

/** Takes `user:password@` out of every address in a text; the text may hold `${NAME}` or be no valid address. */
export function hideUserinfo(text: string): string {
  return text.replace(/\/\/[^/?#\s]*@/g, "//");
}

/** As hideUserinfo, for texts that are no valid address: a password with a slash in it must not slip through. */
export function hideAnythingBeforeAt(text: string): string {
  return text.replace(/^.*@/s, "…@");
}

function schemeHint(address: string): string {
  if (/^feed:/i.test(address)) return "write https:// instead of feed:";
  return /^[\w-]+(?:\.[\w-]+)+/.test(address)
    ? "begin it with https://"
    : "as in https://example.org/feed.xml";
}

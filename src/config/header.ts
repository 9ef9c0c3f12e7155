/** The ones that belong to the exchange itself; set from a config they would break it or the conditional requests. */
const OWN = new Set(
  (
    "host connection content-length transfer-encoding upgrade te expect keep-alive " +
    "accept-encoding if-none-match if-modified-since range"
  ).split(" "),
);

/** Headers whose values are no secret and may be words that logs are full of. */
const OPEN = new Set([
  "accept",
  "accept-language",
  "user-agent",
  "referer",
  "from",
  "cache-control",
]);

/** RFC 9110 5.6.2: a token. */
export function isHeaderName(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]{1,100}$/.test(name) && !OWN.has(name.toLowerCase());
}

export function isHeaderValue(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

/** Whether a header's value must be kept out of logs: everything but a few well-known harmless ones. */
export function isSecretHeader(name: string): boolean {
  return !OPEN.has(name.toLowerCase());
}

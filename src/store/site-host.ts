/** The host of a web address, with its port where it is not the usual one, without `www.`; null where it has none. */
export function hostOfUrl(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || url.host === "" || !url.protocol.startsWith("http")) return null;
  return withoutWww(url.host);
}

export function withoutWww(host: string): string {
  return host.startsWith("www.") ? host.slice("www.".length) : host;
}

/** Equal, or one a subdomain of the other. A port makes another site. */
export function isSameSite(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  return a === b || isBelow(a, b) || isBelow(b, a);
}

/** Whether the host is on the site of a source that is polled at one of the addresses. */
export function isOnSiteOf(host: string | null, sourceUrls: readonly string[]): boolean {
  return sourceUrls.some((sourceUrl) => isSameSite(host, hostOfUrl(sourceUrl)));
}

/** A whole top-level domain is no site. */
function isBelow(host: string, parent: string): boolean {
  return parent.includes(".") && host.endsWith(`.${parent}`);
}

/** Schemes that run code or carry a document in the address: never an address of an article or a file. */
const activeSchemes = new Set(["javascript:", "vbscript:", "data:", "livescript:", "mocha:"]);

/** Longer ones are of no use to any browser, and a document could repeat one for every entry. */
const longestUrl = 8_000;

/** `reference` as an absolute URL against `base`; null when there is none, or it is one that runs code. */
export function absoluteUrl(reference: string, base: string | null): string | null {
  // Many publishers escape addresses twice; no server means a parameter called `amp;b`.
  const trimmed = reference.trim().replaceAll("&amp;", "&");
  if (trimmed === "" || trimmed.length > longestUrl) return null;
  const url = URL.parse(trimmed, base ?? undefined);
  return url === null || activeSchemes.has(url.protocol) ? null : url.href;
}

/** Whether `text` looks like the address of a page, as a guid that is a link does. */
export function isWebUrl(text: string): boolean {
  return /^https?:\/\/[^\s]/i.test(text);
}

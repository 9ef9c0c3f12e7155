/** Schemes a link may have. Everything else either runs (javascript:, data:), opens a program or says nothing outside its own machine (file:). */
const linkProtocols: ReadonlySet<string> = new Set(["http:", "https:", "mailto:", "tel:"]);
const webProtocols: ReadonlySet<string> = new Set(["http:", "https:"]);

/** Beyond this a reference is no address but a payload. */
const maxUrlLength = 8192;

/** A link's address, absolute, or null where it cannot be resolved or must not be followed. */
export function safeLink(reference: string | undefined, baseUrl: string | null): string | null {
  return resolve(reference, { baseUrl, protocols: linkProtocols });
}

/** An http(s) address of something loaded by itself (image, video), absolute, or null. */
export function safeWebUrl(reference: string | undefined, baseUrl: string | null): string | null {
  return resolve(reference, { baseUrl, protocols: webProtocols });
}

function resolve(
  reference: string | undefined,
  rule: { readonly baseUrl: string | null; readonly protocols: ReadonlySet<string> },
): string | null {
  const trimmed = reference?.trim() ?? "";
  if (trimmed === "" || trimmed.length > maxUrlLength) return null;
  const url = URL.parse(trimmed, rule.baseUrl ?? undefined);
  if (url === null || !rule.protocols.has(url.protocol)) return null;
  // Names and passwords in front of a host are nobody's to publish, and make one host look like another.
  url.username = "";
  url.password = "";
  return url.href;
}

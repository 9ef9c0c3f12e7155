/** Why two entries are one article, strongest first. */
export const joinReasons = [
  "asked-for", // a person said so (dedup.always)
  "same-guid", // one source, one guid
  "same-guid-elsewhere", // a guid that names one article in the world, from two sources
  "same-address", // equal comparison keys of link, origLink, canonical or permalink guid
  "same-article-number", // one site, one article number, another slug, section or date
  "named-original", // "Originally published at …" leads to the other
  "republished-from", // atom:source names the other's feed
  "same-text", // equal or like titles, like texts, two sources
  "credit-line", // the text begins with the name of the other house
  "same-opening", // one is the other's opening, two sources
  "moved", // one source: same title and text under a new address
] as const;
export type JoinReason = (typeof joinReasons)[number];

/** Why two entries that had something in common are kept apart. */
export const refusalReasons = [
  "asked-for", // a person said so (dedup.never)
  "switched-off", // dedup.enabled: false
  "comment", // one is a comment or an answer
  "link-post", // one comments on the page that it links to
  "other-media", // another audio or video file
  "article-and-video",
  "other-number", // numbers, versions, parts, days or months in the titles differ
  "other-kind", // a reply, correction, gallery … of the article
  "shared-page", // one address or guid, but neither title nor text agree
  "generic-title", // the title names no article, the text is too short to tell
  "other-day", // alike, but too far apart in time
  "other-text",
  "other-title",
  "same-source", // within one source likeness is no evidence: templates, series
  "nothing-in-common",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** `evidence` is a phrase for `explain`: what agreed or differed. */
export type Decision =
  | { readonly same: true; readonly reason: JoinReason; readonly evidence: string }
  | { readonly same: false; readonly reason: RefusalReason; readonly evidence: string };

export function join(reason: JoinReason, evidence: string): Decision {
  return { same: true, reason, evidence };
}

export function refuse(reason: RefusalReason, evidence: string): Decision {
  return { same: false, reason, evidence };
}

import { hostOfUrl, isOnSiteOf, isSameSite, withoutWww } from "./site-host.ts";

/**
 * How good a claim an entry has on the id it gives; the better one has the id, of equals the earlier. So a feed that
 * puts another site's ids on its own entries takes nothing away (DESIGN section 8, "Ids").
 */
export const idClaims = {
  /** Nothing ties the source to the id. */
  none: 0,
  /** The article is on the source's host, the id names yet another host (a blog that moved, hosted ids). */
  ownLink: 1,
  /** Id and article are of one host, or the id names none and the article is on the source's host. */
  consistent: 2,
  /** The id names the source's host. */
  ownHost: 3,
  /** Made by us from this very source and identity. */
  made: 4,
} as const;

export type IdFacts = {
  /** The id as the entry gives it. */
  readonly id: string | null;
  readonly url: string | null;
  /** Where the source is polled; more than one after a move. */
  readonly sourceUrls: readonly string[];
};

const maxIdLength = 2048;
const absoluteUri = /^[a-z][a-z0-9+.-]*:[^\s\p{Cc}<>"{}|\\^`]+$/iu;

/** The entry's own id, where it can be an atom:id as it is; else null. */
export function ownAtomId(id: string | null): string | null {
  if (id === null || id.length > maxIdLength) return null;
  return absoluteUri.test(id) ? id : null;
}

export function idClaim({ id, url, sourceUrls }: IdFacts): number {
  const idHost = hostOfId(id ?? "");
  const linkHost = hostOfUrl(url ?? "");
  const isOwn = (host: string | null) => isOnSiteOf(host, sourceUrls);
  if (idHost !== null) {
    if (isOwn(idHost)) return idClaims.ownHost;
    if (isSameSite(idHost, linkHost)) return idClaims.consistent;
    return isOwn(linkHost) ? idClaims.ownLink : idClaims.none;
  }
  return isOwn(linkHost) ? idClaims.consistent : idClaims.none;
}

/** The host a `http:`, `https:` or `tag:` id names. */
function hostOfId(id: string): string | null {
  const tagged = /^tag:(?:[^@,/]{1,200}@)?([^,:/]{1,255}),/i.exec(id);
  if (tagged?.[1] !== undefined) return withoutWww(tagged[1].toLowerCase());
  return hostOfUrl(id);
}

import { attributeOf } from "./scope.ts";
import { allOf } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { absoluteUrl, isWebUrl } from "./urls.ts";
import { textOf } from "./xhtml.ts";

/** A link with its relation by short name and its URL absolute. */
export type Link = {
  readonly rel: string;
  readonly type: string | null;
  readonly url: string;
  readonly length: string | null;
};

const ianaRelation = /^https?:\/\/www\.iana\.org\/assignments\/relation\//;

/** Links that are elements with `href`: Atom's own, and atom:link in RSS. A link without a relation is an alternate. */
export function atomLinks(fields: Fields): Link[] {
  return allOf(fields, ["link", "atom:link"]).flatMap((field) => {
    const href = attributeOf(field.element, "href");
    const url = href === null ? null : absoluteUrl(href, field.scope.baseUrl);
    if (url === null) return [];
    const rel = (attributeOf(field.element, "rel") ?? "alternate").replace(ianaRelation, "");
    const type = attributeOf(field.element, "type");
    return [{ rel, type, url, length: attributeOf(field.element, "length") }];
  });
}

/** The links of a relation; names of relations are case-sensitive, but where only `Self` is there it is meant. */
export function linksOf(links: readonly Link[], rel: string): readonly Link[] {
  const exact = links.filter((link) => link.rel === rel);
  return exact.length > 0 ? exact : links.filter((link) => link.rel.toLowerCase() === rel);
}

/** The URL of the first link of a relation. */
export function linkOf(links: readonly Link[], rel: string): string | null {
  return linksOf(links, rel)[0]?.url ?? null;
}

/** The page among the alternates: HTML or no type first, else whatever stands first. */
export function alternateOf(links: readonly Link[]): string | null {
  const alternates = linksOf(links, "alternate");
  const page = alternates.find((link) => link.type === null || /html/i.test(link.type));
  return (page ?? alternates[0])?.url ?? null;
}

/** The first `link` element with text (RSS), or with rdf:resource, that is no enclosure or the like. */
function textLink(fields: Fields): string | null {
  for (const { element, scope } of allOf(fields, ["link", "rss:link", "atom:link"])) {
    const written = textOf(element).trim() || element.attributes.get("rdf:resource");
    const isPage = (attributeOf(element, "rel") ?? "alternate").toLowerCase() === "alternate";
    const url = written === undefined || !isPage ? null : absoluteUrl(written, scope.baseUrl);
    if (url !== null) return url;
  }
  return null;
}

/**
 * The page that belongs to a feed or entry. In RSS the link element stands over atom:link (which may lead to comments
 * or to a tracker), in Atom links with `href` over such with text.
 */
export function pageOf(owner: Field, fields: Fields, links: readonly Link[]): string | null {
  const alternate = alternateOf(links);
  return owner.scope.home === "atom"
    ? (alternate ?? textLink(fields))
    : (textLink(fields) ?? alternate);
}

/** CDF writes the address into an attribute of the channel or item. */
export function hrefOf({ element, scope }: Field): string | null {
  const href = attributeOf(element, "href");
  return href === null ? null : absoluteUrl(href, scope.baseUrl);
}

/** A guid that is the article's address: RSS 2.0 says it is unless isPermaLink="false"; bare ids are none in fact. */
export function permalink(guid: Field | undefined): string | null {
  if (guid === undefined || attributeOf(guid.element, "ispermalink")?.toLowerCase() === "false")
    return null;
  const text = textOf(guid.element).trim();
  return isWebUrl(text) ? absoluteUrl(text, null) : null;
}

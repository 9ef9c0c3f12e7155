import type { CanonicalChannel } from "./canonical.ts";
import { rdfAbout } from "./entry-fields.ts";
import { publishedOf, updatedOf } from "./feed-dates.ts";
import { allOf, childFields, fieldsOf, firstText } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { alternateOf, atomLinks, linkOf, linksOf, textLink } from "./links.ts";
import { languageOf } from "./languages.ts";
import { feedAuthors } from "./people.ts";
import { pollHints } from "./poll-hints.ts";
import { attributeOf } from "./scope.ts";
import { firstTextConstruct, plainOf } from "./texts.ts";
import { absoluteUrl } from "./urls.ts";
import { textOf } from "./xhtml.ts";

/** Everything a document says about the feed itself. */
export function canonicalChannel(channel: Field): CanonicalChannel {
  const fields = fieldsOf(channel.element, channel.scope);
  const links = atomLinks(fields);
  const isAtom = channel.scope.home === "atom";
  const href = attributeOf(channel.element, "href");
  return {
    id: firstText(fields, ["id", "atom:id"]) ?? rdfAbout(channel),
    title: plainOf(firstTextConstruct(fields, ["title", "atom:title", "dc:title", "media:title"])),
    subtitle: plainOf(
      firstTextConstruct(fields, [
        "description",
        "subtitle",
        "tagline",
        "atom:subtitle",
        "abstract",
        "dc:description",
        "itunes:summary",
        "itunes:subtitle",
      ]),
    ),
    link:
      (isAtom ? alternateOf(links) : null) ??
      textLink(fields) ??
      alternateOf(links) ??
      (href === null ? null : absoluteUrl(href, channel.scope.baseUrl)),
    selfUrl: linkOf(links, "self"),
    hubUrls: linksOf(links, "hub").map((link) => link.url),
    language: languageOf(fields, ["language", "dc:language"]) ?? channel.scope.language,
    updated: updatedOf(fields) ?? publishedOf(fields),
    rights: plainOf(
      firstTextConstruct(fields, ["rights", "copyright", "atom:rights", "dc:rights"]),
    ),
    authors: feedAuthors(fields),
    imageUrl: imageUrl(fields),
    hints: pollHints(fields),
  };
}

function imageUrl(fields: Fields): string | null {
  for (const field of allOf(fields, [
    "image",
    "logo",
    "itunes:image",
    "googleplay:image",
    "atom:logo",
    "icon",
    "atom:icon",
  ])) {
    const nested = childFields(field.element, field.scope).find((child) => child.name === "url");
    const stated = attributeOf(field.element, "href") ?? textOf((nested ?? field).element);
    const url = absoluteUrl(stated, field.scope.baseUrl);
    if (url !== null) return url;
  }
  return null;
}

import type { CanonicalChannel } from "./canonical.ts";
import { publishedOf, updatedOf } from "./feed-dates.ts";
import { allOf, childFields, fieldsOf } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { feedId } from "./ids.ts";
import { languageOf } from "./languages.ts";
import { atomLinks, hrefOf, linkOf, linksOf, pageOf } from "./links.ts";
import { feedAuthors } from "./people.ts";
import { pollHints } from "./poll-hints.ts";
import { attributeOf } from "./scope.ts";
import { firstTextConstruct, plainOf } from "./texts.ts";
import { absoluteUrl } from "./urls.ts";
import { textOf } from "./xhtml.ts";

const titlePlaces = ["title", "atom:title", "dc:title", "media:title"];
const subtitlePlaces = [
  "description",
  "subtitle",
  "tagline",
  "atom:subtitle",
  "abstract",
  "dc:description",
  "itunes:summary",
  "itunes:subtitle",
];
const rightsPlaces = ["rights", "copyright", "atom:rights", "dc:rights"];
const imagePlaces = [
  "image",
  "logo",
  "itunes:image",
  "googleplay:image",
  "atom:logo",
  "icon",
  "atom:icon",
];

/** Everything a document says about the feed itself. */
export function canonicalChannel(channel: Field): CanonicalChannel {
  const fields = fieldsOf(channel.element, channel.scope);
  const links = atomLinks(fields);
  return {
    id: feedId(channel, fields),
    title: plainOf(firstTextConstruct(fields, titlePlaces)),
    subtitle: plainOf(firstTextConstruct(fields, subtitlePlaces)),
    link: pageOf(channel, fields, links) ?? hrefOf(channel),
    selfUrl: linkOf(links, "self"),
    hubUrls: linksOf(links, "hub").map((link) => link.url),
    language: languageOf(fields, ["language", "dc:language"]) ?? channel.scope.language,
    updated: updatedOf(fields) ?? publishedOf(fields),
    rights: plainOf(firstTextConstruct(fields, rightsPlaces)),
    authors: feedAuthors(fields),
    imageUrl: imageUrl(fields),
    hints: pollHints(fields),
  };
}

function imageUrl(fields: Fields): string | null {
  for (const field of allOf(fields, imagePlaces)) {
    const nested = childFields(field.element, field.scope).find((child) => child.name === "url");
    const stated = attributeOf(field.element, "href") ?? textOf((nested ?? field).element);
    const url = absoluteUrl(stated, field.scope.baseUrl);
    if (url !== null) return url;
  }
  return null;
}

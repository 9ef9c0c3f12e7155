import type { CanonicalEntry } from "./canonical.ts";
import { readDate } from "./dates.ts";
import { entryTexts } from "./entry-texts.ts";
import { publishedOf, updatedOf } from "./feed-dates.ts";
import { fieldsOf, firstPresent, firstText } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { categoriesOf } from "./labels.ts";
import { languageOf } from "./languages.ts";
import { alternateOf, atomLinks, linkOf, permalink, textLink } from "./links.ts";
import type { Link } from "./links.ts";
import { mediaOf } from "./media.ts";
import { originOf } from "./origin.ts";
import { entryAuthors } from "./people.ts";
import { attributeOf } from "./scope.ts";
import { firstTextConstruct, plainOf } from "./texts.ts";
import { absoluteUrl } from "./urls.ts";
import { textOf } from "./xhtml.ts";

const idPlaces = ["guid", "id", "atom:id", "rss:guid", "dc:identifier"];
const rightsPlaces = ["rights", "atom:rights", "dc:rights", "copyright"];

/** Everything one entry says. */
export function canonicalEntry(entry: Field): CanonicalEntry {
  const fields = fieldsOf(entry.element, entry.scope);
  const links = atomLinks(fields);
  return {
    id: firstText(fields, idPlaces) ?? rdfAbout(entry),
    link: linkOfEntry(entry, fields, links),
    ...entryTexts(fields, entry),
    language: languageOf(fields, ["dc:language", "language"]) ?? entry.scope.language,
    authors: entryAuthors(fields),
    categories: categoriesOf(fields),
    published: publishedOf(fields),
    updated: updatedOf(fields) ?? readDate(attributeOf(entry.element, "lastmod") ?? ""),
    ...mediaOf(fields, links),
    origLink: firstUrl(fields, ["feedburner:origlink"]),
    canonicalUrl: linkOf(links, "canonical"),
    origin: originOf(fields),
    commentsUrl: firstUrl(fields, ["comments"]) ?? linkOf(links, "replies"),
    rights: plainOf(firstTextConstruct(fields, rightsPlaces)),
  };
}

/** rdf:about may stand under any prefix for RDF, or without one. */
export function rdfAbout({ element }: Field): string | null {
  for (const [name, value] of element.attributes) {
    if (/^(?:[\w-]+:)?about$/i.test(name) && value.trim() !== "") return value.trim();
  }
  return null;
}

/**
 * In RSS the link element over atom:link (which may be a comment feed's or a tracker's), in Atom the other way round;
 * then the guid or id, where it is an address. CDF writes the address into an attribute.
 */
function linkOfEntry(entry: Field, fields: Fields, links: readonly Link[]): string | null {
  const href = attributeOf(entry.element, "href");
  return (
    (entry.scope.home === "atom" ? alternateOf(links) : null) ??
    textLink(fields) ??
    alternateOf(links) ??
    permalink(firstPresent(fields, ["guid", "rss:guid", "id", "atom:id"])[0]) ??
    (href === null ? null : absoluteUrl(href, entry.scope.baseUrl))
  );
}

function firstUrl(fields: Fields, names: readonly string[]): string | null {
  const field = firstPresent(fields, names)[0];
  return field === undefined ? null : absoluteUrl(textOf(field.element), field.scope.baseUrl);
}

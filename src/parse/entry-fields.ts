import type { CanonicalEntry } from "./canonical.ts";
import { readDate } from "./dates.ts";
import { entryTexts } from "./entry-texts.ts";
import { publishedOf, updatedOf } from "./feed-dates.ts";
import { fieldsOf, firstPresent } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { entryId } from "./ids.ts";
import { categoriesOf } from "./labels.ts";
import { languageOf } from "./languages.ts";
import { atomLinks, hrefOf, linkOf, pageOf, permalink } from "./links.ts";
import type { Link } from "./links.ts";
import { mediaOf } from "./media.ts";
import { originOf } from "./origin.ts";
import { entryAuthors } from "./people.ts";
import { attributeOf } from "./scope.ts";
import { firstTextConstruct, plainOf } from "./texts.ts";
import { absoluteUrl } from "./urls.ts";
import { textOf } from "./xhtml.ts";

const rightsPlaces = ["rights", "atom:rights", "dc:rights", "copyright"];

/** Everything one entry says. */
export function canonicalEntry(entry: Field): CanonicalEntry {
  const fields = fieldsOf(entry.element, entry.scope);
  const links = atomLinks(fields);
  return {
    id: entryId(entry, fields),
    link: articleOf(entry, fields, links),
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

/** The article's page: a link, else the guid or id where it is an address. */
function articleOf(entry: Field, fields: Fields, links: readonly Link[]): string | null {
  const [id] = firstPresent(fields, ["guid", "rss:guid", "id", "atom:id"]);
  return pageOf(entry, fields, links) ?? permalink(id) ?? hrefOf(entry);
}

function firstUrl(fields: Fields, names: readonly string[]): string | null {
  const field = firstPresent(fields, names)[0];
  return field === undefined ? null : absoluteUrl(textOf(field.element), field.scope.baseUrl);
}

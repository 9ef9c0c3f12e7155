import { plainText } from "../markup/plain-text.ts";
import type { EntryOrigin, Text } from "../model/feed.ts";
import type { CanonicalEntry } from "./canonical.ts";
import { publishedOf, updatedOf } from "./feed-dates.ts";
import { languageOf } from "./languages.ts";
import { allOf, fieldsOf, firstPresent, firstText } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { categoriesOf } from "./labels.ts";
import { alternateOf, atomLinks, linkOf, permalink, textLink } from "./links.ts";
import type { Link } from "./links.ts";
import { mediaOf } from "./media.ts";
import { entryAuthors } from "./people.ts";
import { readDate } from "./dates.ts";
import { attributeOf } from "./scope.ts";
import { firstTextConstruct, textConstruct } from "./texts.ts";
import { absoluteUrl } from "./urls.ts";
import { innerHtml, textOf } from "./xhtml.ts";

const titlePlaces = ["title", "atom:title", "rss:title", "dc:title", "media:title", "itunes:title"];
const summaryPlaces = [
  "description",
  "summary",
  "atom:summary",
  "rss:description",
  "abstract",
  "dc:description",
  "dcterms:abstract",
  "itunes:summary",
  "googleplay:description",
  "itunes:subtitle",
  "media:description",
];
const contentPlaces = [
  "content:encoded",
  "content",
  "atom:content",
  "xhtml:body",
  "body",
  "xhtml:div",
  "div",
  "fullitem",
];
const idPlaces = ["guid", "id", "atom:id", "rss:guid", "dc:identifier"];

/** Everything one entry says. */
export function canonicalEntry(entry: Field): CanonicalEntry {
  const fields = fieldsOf(entry.element, entry.scope);
  const links = atomLinks(fields);
  const { content, summary, base } = texts(fields, entry);
  return {
    id: idOf(entry, fields),
    link: linkOfEntry(entry, fields, links),
    title: firstTextConstruct(fields, titlePlaces),
    summary,
    content,
    baseUrl: base.scope.baseUrl,
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
    rights: plainOf(
      firstTextConstruct(fields, ["rights", "atom:rights", "dc:rights", "copyright"]),
    ),
  };
}

function idOf(entry: Field, fields: Fields): string | null {
  return firstText(fields, idPlaces) ?? rdfAbout(entry);
}

/** rdf:about may stand under any prefix for RDF, or without one. */
export function rdfAbout({ element }: Field): string | null {
  for (const [name, value] of element.attributes) {
    if (/^(?:[\w-]+:)?about$/i.test(name) && value.trim() !== "") return value.trim();
  }
  return null;
}

/** RSS link over atom:link over guid over rdf:about; CDF writes the address into an attribute. */
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

/** A declared content; a second description is one too (feeds with a short and a long one). */
function texts(
  fields: Fields,
  entry: Field,
): { content: Text | null; summary: Text | null; base: Field } {
  const contentField = firstWithText(fields, contentPlaces);
  const summaryField = firstWithText(fields, summaryPlaces);
  return {
    content: contentField === null ? null : contentOf(contentField),
    summary: summaryField === null ? null : textConstruct(summaryField),
    base: contentField ?? summaryField ?? entry,
  };
}

function firstWithText(fields: Fields, places: readonly string[]): Field | null {
  return allOf(fields, places).find((field) => contentOf(field) !== null) ?? null;
}

/** XHTML put into an entry of RSS as it is (xhtml:body, xhtml:div): its children are the markup. */
function contentOf(field: Field): Text | null {
  if (!/^(?:xhtml:)?(?:body|div)$/.test(field.name)) return textConstruct(field);
  const value = innerHtml(field.element, field.scope, "escaped");
  return value.trim() === "" ? null : { value, type: "html" };
}

function originOf(fields: Fields): EntryOrigin | null {
  const source = firstPresent(fields, ["source", "atom:source"])[0];
  if (source === undefined) return null;
  const parts = fieldsOf(source.element, source.scope);
  const url = attributeOf(source.element, "url");
  const written = parts.size === 0 ? textOf(source.element).trim() : null;
  return {
    id: firstText(parts, ["id", "atom:id"]),
    title: plainOf(firstTextConstruct(parts, ["title", "atom:title"])) ?? (written || null),
    url: url === null ? alternateOf(atomLinks(parts)) : absoluteUrl(url, source.scope.baseUrl),
  };
}

function firstUrl(fields: Fields, names: readonly string[]): string | null {
  const field = firstPresent(fields, names)[0];
  return field === undefined ? null : absoluteUrl(textOf(field.element), field.scope.baseUrl);
}

/** A text construct as one line of plain text. */
export function plainOf(text: Text | null): string | null {
  if (text === null) return null;
  const plain =
    text.type === "html" ? plainText(text.value) : text.value.replace(/\s+/g, " ").trim();
  return plain || null;
}

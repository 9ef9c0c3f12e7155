import type { Person } from "../model/feed.ts";
import { plainText } from "../markup/plain-text.ts";
import { allOf, fieldsOf, firstText } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { absoluteUrl } from "./urls.ts";
import { textOf } from "./xhtml.ts";

const entryPlaces = [
  "author",
  "atom:author",
  "dc:creator",
  "dc:author",
  "itunes:author",
  "googleplay:author",
  "dcterms:creator",
];
const feedPlaces = [...entryPlaces, "managingeditor", "webmaster", "dc:publisher", "itunes:owner"];

/** The authors of an entry from every place feeds put one, each once. */
export function entryAuthors(fields: Fields): Person[] {
  return distinct(allOf(fields, entryPlaces).flatMap(people));
}

/** The authors of a feed: who wrote it, else who looks after it. */
export function feedAuthors(fields: Fields): Person[] {
  const authors = entryAuthors(fields);
  return authors.length > 0 ? authors : distinct(allOf(fields, feedPlaces).flatMap(people));
}

function people(field: Field): Person[] {
  const parts = fieldsOf(field.element, field.scope);
  const person = parts.size > 0 ? structured(parts, field) : personOf(textOf(field.element));
  return person === null ? [] : [person];
}

/** Atom person, itunes:owner, and RSS authors written with children. */
function structured(parts: Fields, field: Field): Person | null {
  const written = firstText(parts, [
    "name",
    "atom:name",
    "itunes:name",
    "rss:name",
    "foaf:name",
    "title",
  ]);
  const email = firstText(parts, ["email", "atom:email", "itunes:email"]);
  const url = firstText(parts, ["uri", "url", "homepage", "atom:uri", "atom:url"]);
  if (written === null && email === null) return personOf(textOf(field.element));
  const named = written === null ? null : personOf(written);
  return {
    name: named?.name ?? null,
    email: email ?? named?.email ?? null,
    url: url === null ? null : absoluteUrl(url, field.scope.baseUrl),
  };
}

const address = /[^\s<>()[\],;:"@]{1,64}@[^\s<>()[\],;:"@]{1,255}/;
const emptyBrackets = /<\s*>|\(\s*\)|\[\s*\]/g;

/** A feed's people are repeated for each of its entries. */
const mostPeople = 50;

/** Longer texts are no names: some feeds put the article there. */
const longestPerson = 500;

/** `mail@host (Name)`, `Name <mail@host>`, `Name (mail@host)`, a bare address, a bare name. Null when it is blank. */
export function personOf(written: string): Person | null {
  const text = written.trim().slice(0, longestPerson);
  const email = address.exec(text)?.[0] ?? null;
  if (email === null || !email.includes(".")) {
    const name = plainText(text);
    return name === "" ? null : { name, email: null, url: null };
  }
  const around = text
    .replace(address, " ")
    .replace(/mailto:/i, " ")
    .replace(emptyBrackets, " ");
  const name = plainText(around).replace(/^[\s"',;-]+|[\s"',;-]+$/g, "");
  return { name: /^\((.*)\)$/.exec(name)?.[1]?.trim() ?? (name || null), email, url: null };
}

function distinct(all: readonly Person[]): Person[] {
  const seen = new Map<string, Person>();
  for (const person of all) {
    const key = (person.name ?? person.email ?? "").toLowerCase();
    if (!seen.has(key)) seen.set(key, person);
  }
  return [...seen.values()].slice(0, mostPeople);
}

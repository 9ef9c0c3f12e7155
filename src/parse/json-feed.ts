import type {
  Enclosure,
  FeedDocument,
  FeedInfo,
  ImageCandidate,
  ParsedEntry,
  Person,
  Text,
} from "../model/feed.ts";
import { readDate } from "./dates.ts";
import { boundEntries } from "./entry-bound.ts";
import { listAt, objectAt, objectsAt, stringAt } from "./json-values.ts";
import type { JsonObject } from "./json-values.ts";
import { absoluteUrl, isWebUrl } from "./urls.ts";

/** A JSON Feed, version 1.0 or 1.1. `feed` is the parsed document; anything of a wrong type counts as absent. */
export function readJsonFeed(feed: JsonObject, documentUrl: string | null): FeedDocument {
  const authors = authorsOf(feed);
  const context = { documentUrl, authors, language: stringAt(feed, "language") };
  const items = objectsAt(feed, "items");
  boundEntries(items.length);
  return {
    feed: feedInfo(feed, context),
    entries: items.map((item) => entryOf(item, context)),
    // Half a document is no JSON.
    isWhole: true,
  };
}

type FeedContext = {
  readonly documentUrl: string | null;
  readonly authors: readonly Person[];
  readonly language: string | null;
};

function feedInfo(feed: JsonObject, { documentUrl, authors, language }: FeedContext): FeedInfo {
  return {
    format: "json",
    id: null,
    title: stringAt(feed, "title"),
    subtitle: stringAt(feed, "description"),
    link: urlAt(feed, "home_page_url", documentUrl),
    selfUrl: urlAt(feed, "feed_url", documentUrl),
    hubUrls: objectsAt(feed, "hubs").flatMap((hub) => urlAt(hub, "url", documentUrl) ?? []),
    language,
    updated: null,
    rights: null,
    authors,
    imageUrl: urlAt(feed, "icon", documentUrl) ?? urlAt(feed, "favicon", documentUrl),
    hints: { ttlMinutes: null, skipHours: [], skipDays: [], updateEveryMs: null },
  };
}

function entryOf(item: JsonObject, context: FeedContext): ParsedEntry {
  const base = context.documentUrl;
  const own = authorsOf(item);
  const id = idOf(item);
  return {
    id,
    url: urlAt(item, "url", base) ?? (id !== null && isWebUrl(id) ? absoluteUrl(id, null) : null),
    title: textAt(item, "title", "text"),
    summary: textAt(item, "summary", "text"),
    content: textAt(item, "content_html", "html") ?? textAt(item, "content_text", "text"),
    baseUrl: base,
    language: stringAt(item, "language") ?? context.language,
    authors: own.length > 0 ? own : context.authors,
    categories: listAt(item, "tags").filter((tag) => typeof tag === "string"),
    published: readDate(stringAt(item, "date_published") ?? ""),
    updated: readDate(stringAt(item, "date_modified") ?? ""),
    images: imagesOf(item, base),
    enclosures: objectsAt(item, "attachments").flatMap((file) => enclosureOf(file, base)),
    origLink: null,
    canonicalUrl: null,
    origin: originOf(item, base),
    commentsUrl: null,
    rights: null,
  };
}

/** The standard wants a string; numbers are common. */
function idOf(item: JsonObject): string | null {
  const id = item["id"];
  return typeof id === "number" ? String(id) : stringAt(item, "id");
}

/** `external_url` is the page a link blog writes about. */
function originOf(item: JsonObject, base: string | null): ParsedEntry["origin"] {
  const url = urlAt(item, "external_url", base);
  return url === null ? null : { id: null, title: null, url };
}

function imagesOf(item: JsonObject, base: string | null): ImageCandidate[] {
  const urls = ["image", "banner_image"].map((name) => urlAt(item, name, base));
  return urls
    .filter((url) => url !== null)
    .map((url) => ({ url, place: "media:content", width: null, height: null }));
}

function enclosureOf(file: JsonObject, base: string | null): Enclosure[] {
  const url = urlAt(file, "url", base);
  const length = file["size_in_bytes"];
  if (url === null) return [];
  return [
    { url, type: stringAt(file, "mime_type"), length: typeof length === "number" ? length : null },
  ];
}

/** 1.1 has `authors`, 1.0 `author`. */
function authorsOf(from: JsonObject): Person[] {
  const single = objectAt(from, "author");
  const all = objectsAt(from, "authors");
  const people = all.length > 0 ? all : single === null ? [] : [single];
  return people.flatMap((person) => {
    const name = stringAt(person, "name");
    const url = urlAt(person, "url", null);
    return name === null && url === null ? [] : [{ name, email: null, url }];
  });
}

function textAt(from: JsonObject, name: string, type: Text["type"]): Text | null {
  const value = stringAt(from, name);
  return value === null ? null : { value, type };
}

function urlAt(from: JsonObject, name: string, base: string | null): string | null {
  const value = stringAt(from, name);
  return value === null ? null : absoluteUrl(value, base);
}

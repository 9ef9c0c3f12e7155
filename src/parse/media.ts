import type { Enclosure, ImageCandidate } from "../model/feed.ts";
import { attributeOf } from "./scope.ts";
import { allOf, childFields } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { linksOf } from "./links.ts";
import type { Link } from "./links.ts";
import { absoluteUrl } from "./urls.ts";
import { textOf } from "./xhtml.ts";

/** What an entry shows and attaches. */
export type Media = {
  readonly images: readonly ImageCandidate[];
  readonly enclosures: readonly Enclosure[];
};

const mostFiles = 200;

/** Images and attached files from enclosures, enclosure links, Media RSS (groups, contents, thumbnails) and iTunes. */
export function mediaOf(fields: Fields, links: readonly Link[]): Media {
  const media = mediaRss(fields);
  const attached = [...enclosureElements(fields), ...enclosureLinks(links)];
  const images = [
    ...imagesAt(media, "media:thumbnail"),
    ...imagesAt(
      media.filter((field) => isImage(field)),
      "media:content",
    ),
    ...attached
      .filter((file) => isImageType(file.type, file.url))
      .map(({ url, type }) => ({
        ...candidate(url, "enclosure"),
        ...(type === null ? {} : { type }),
      })),
    ...namedImages(fields),
  ];
  const playable = media
    .filter((field) => field.name === "media:content" && !isImage(field))
    .flatMap(enclosure);
  return { images: distinct(images), enclosures: distinct([...attached, ...playable]) };
}

/** media:content and media:thumbnail of the entry, of its groups and of its contents, outer ones first. */
function mediaRss(fields: Fields): Field[] {
  const own = allOf(fields, ["media:thumbnail", "media:content", "media:group"]);
  return own.flatMap(mediaWithin);
}

function mediaWithin(field: Field): Field[] {
  if (field.name === "media:thumbnail") return [field];
  if (field.name !== "media:content" && field.name !== "media:group") return [];
  const inner = childFields(field.element, field.scope).flatMap(mediaWithin);
  return field.name === "media:group" ? inner : [field, ...inner];
}

function imagesAt(
  media: readonly Field[],
  place: "media:thumbnail" | "media:content",
): ImageCandidate[] {
  return media
    .filter((field) => field.name === place)
    .flatMap((field) => {
      const url = urlOf(field) ?? absoluteUrl(textOf(field.element), field.scope.baseUrl);
      if (url === null) return [];
      const type = attributeOf(field.element, "type");
      const stated = type === null ? {} : { type };
      const size = { width: pixels(field, "width"), height: pixels(field, "height") };
      return [{ url, place, ...stated, ...size }];
    });
}

function isImage({ element, name }: Field): boolean {
  if (name !== "media:content") return false;
  const type = attributeOf(element, "type");
  // Some publishers call everything an image; the type knows better.
  if (type?.includes("/") === true) return isImageType(type, "");
  const medium = attributeOf(element, "medium")?.toLowerCase();
  return medium === undefined
    ? isImageType(null, attributeOf(element, "url") ?? "")
    : medium === "image";
}

const imageFile = /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i;

function isImageType(type: string | null, url: string): boolean {
  return type === null || !type.includes("/") ? imageFile.test(url) : /^image\//i.test(type);
}

function enclosureElements(fields: Fields): Enclosure[] {
  return allOf(fields, ["enclosure", "rss:enclosure"]).flatMap(enclosure);
}

function enclosure(field: Field): Enclosure[] {
  const url = urlOf(field);
  if (url === null) return [];
  const length = attributeOf(field.element, "length") ?? attributeOf(field.element, "filesize");
  return [{ url, type: attributeOf(field.element, "type"), length: bytes(length) }];
}

function enclosureLinks(links: readonly Link[]): Enclosure[] {
  return linksOf(links, "enclosure").map(({ url, type, length }) => ({
    url,
    type,
    length: bytes(length),
  }));
}

/** itunes:image, googleplay:image, and `image` as some publishers put it into items. */
function namedImages(fields: Fields): ImageCandidate[] {
  return allOf(fields, ["itunes:image", "googleplay:image", "image"]).flatMap((field) => {
    const nested = childFields(field.element, field.scope).find((child) => child.name === "url");
    const written = nested === undefined ? textOf(field.element) : textOf(nested.element);
    const url = urlOf(field) ?? absoluteUrl(written, field.scope.baseUrl);
    return url === null ? [] : [candidate(url, "itunes:image")];
  });
}

function candidate(url: string, place: ImageCandidate["place"]): ImageCandidate {
  return { url, place, width: null, height: null };
}

function urlOf({ element, scope }: Field): string | null {
  const url = attributeOf(element, "url") ?? attributeOf(element, "href");
  return url === null ? null : absoluteUrl(url, scope.baseUrl);
}

function pixels({ element }: Field, side: "width" | "height"): number | null {
  const stated = Number.parseInt(attributeOf(element, side) ?? "", 10);
  return Number.isFinite(stated) && stated > 0 ? stated : null;
}

function bytes(stated: string | null): number | null {
  return stated !== null && /^\d{1,15}$/.test(stated) ? Number(stated) : null;
}

function distinct<Item extends { readonly url: string }>(all: readonly Item[]): Item[] {
  const seen = new Set<string>();
  return all.filter(({ url }) => !seen.has(url) && seen.add(url)).slice(0, mostFiles);
}

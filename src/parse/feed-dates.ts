import { readDate } from "./dates.ts";
import { allOf } from "./fields.ts";
import type { Fields } from "./fields.ts";
import { textOf } from "./xhtml.ts";

/** In the order of preference; in an entry that only tells when it was made, that is when it was published. */
const publishedPlaces = [
  "pubdate",
  "published",
  "atom:published",
  "issued",
  "atom:issued",
  "dcterms:issued",
  "dc:date",
  "dcterms:date",
  "created",
  "atom:created",
  "dcterms:created",
  "dcterms:available",
];
const updatedPlaces = [
  "updated",
  "atom:updated",
  "modified",
  "atom:modified",
  "dcterms:modified",
  "lastbuilddate",
];

/** ISO 8601 UTC, null where none can be read: a place with an unreadable date is passed over. */
export function publishedOf(fields: Fields): string | null {
  return firstDate(fields, publishedPlaces);
}

export function updatedOf(fields: Fields): string | null {
  return firstDate(fields, updatedPlaces);
}

function firstDate(fields: Fields, places: readonly string[]): string | null {
  for (const place of places) {
    // Of two the later one stands: publishers' tools append the correction.
    const dates = allOf(fields, [place]).map((field) => readDate(textOf(field.element)));
    const date = dates.findLast((found) => found !== null);
    if (date !== undefined) return date;
  }
  return null;
}

import { firstText } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";

const entryPlaces = ["guid", "id", "atom:id", "rss:guid", "dc:identifier"];
const feedPlaces = ["id", "atom:id"];

/** The id an entry gives itself, not changed by a byte but for white space around it. */
export function entryId(entry: Field, fields: Fields): string | null {
  return firstText(fields, entryPlaces) ?? rdfAbout(entry);
}

export function feedId(channel: Field, fields: Fields): string | null {
  return firstText(fields, feedPlaces) ?? rdfAbout(channel);
}

/** rdf:about may stand under any prefix for RDF, or without one. */
function rdfAbout({ element }: Field): string | null {
  for (const [name, value] of element.attributes) {
    if (/^(?:[\w-]+:)?about$/i.test(name) && value.trim() !== "") return value.trim();
  }
  return null;
}

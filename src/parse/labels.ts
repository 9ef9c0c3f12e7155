import { decodeReferences } from "../markup/tree-references.ts";
import { attributeOf } from "./scope.ts";
import { allOf, childFields } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { textOf } from "./xhtml.ts";

const places = [
  "category",
  "atom:category",
  "dc:subject",
  "dcterms:subject",
  "media:category",
  "itunes:category",
  "itunes:keywords",
];

const mostLabels = 200;

/** The categories of a feed or entry as plain text, each once, from every place feeds put them. */
export function categoriesOf(fields: Fields): string[] {
  return [...new Set(allOf(fields, places).flatMap(labels))].slice(0, mostLabels);
}

function labels(field: Field): string[] {
  const written = labelText(field);
  // iTunes writes a subcategory inside its category.
  const nested =
    field.name === "itunes:category" ? childFields(field.element, field.scope).flatMap(labels) : [];
  const parts = field.name === "itunes:keywords" ? written.split(",") : [written];
  return [...parts.map((part) => part.trim()).filter((part) => part !== ""), ...nested];
}

/** Atom and iTunes use attributes. */
function labelText({ element }: Field): string {
  const stated = attributeOf(element, "term") ?? attributeOf(element, "text");
  return decodedOnceMore(stated ?? (textOf(element).trim() || attributeOf(element, "label") || ""));
}

/** A category is text, not HTML, but many publishers escape `R&D` twice; what would turn into markup is left alone. */
function decodedOnceMore(text: string): string {
  const decoded = decodeReferences(text);
  return decoded.includes("<") ? text : decoded;
}

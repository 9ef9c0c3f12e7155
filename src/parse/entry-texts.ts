import type { Text } from "../model/feed.ts";
import type { CanonicalEntry } from "./canonical.ts";
import { allOf, childFields } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { textConstruct } from "./texts.ts";

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

type Texts = Pick<CanonicalEntry, "title" | "summary" | "content" | "baseUrl">;

/** Title, summary and content, and what their references are relative to: content has its own base more often. */
export function entryTexts(fields: Fields, entry: Field): Texts {
  const title = firstOf(allOf(fields, titlePlaces)) ?? firstOf(insideMedia(fields, "media:title"));
  const content = firstOf(contentFields(fields));
  const summary = firstOf(summaryFields(fields));
  return {
    title: title?.text ?? null,
    summary: summary?.text ?? null,
    content: content?.text ?? null,
    baseUrl: (content ?? summary)?.field.scope.baseUrl ?? entry.scope.baseUrl,
  };
}

function contentFields(fields: Fields): readonly Field[] {
  const declared = allOf(fields, contentPlaces);
  return hasBoth(fields) ? [...declared, ...allOf(fields, ["description"])] : declared;
}

function summaryFields(fields: Fields): readonly Field[] {
  const own = hasBoth(fields) ? allOf(fields, ["summary"]) : allOf(fields, summaryPlaces);
  return own.length > 0 ? own : insideMedia(fields, "media:description");
}

/** RSS items with a `summary` of their own mean the description to be the content. */
function hasBoth(fields: Fields): boolean {
  return fields.has("summary") && fields.has("description");
}

function firstOf(fields: readonly Field[]): { text: Text; field: Field } | null {
  for (const field of fields) {
    const text = textConstruct(field);
    if (text !== null) return { text, field };
  }
  return null;
}

/** Video sites describe an entry inside its media:group. */
function insideMedia(fields: Fields, name: string): Field[] {
  const media = allOf(fields, ["media:group", "media:content"]);
  return media
    .flatMap((field) => childFields(field.element, field.scope))
    .filter((child) => child.name === name);
}

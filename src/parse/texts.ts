import { Buffer } from "node:buffer";
import { plainText } from "../markup/plain-text.ts";
import type { TreeElement } from "../markup/tree-node.ts";
import type { Text } from "../model/feed.ts";
import { attributeOf } from "./scope.ts";
import { allOf } from "./fields.ts";
import type { Field, Fields } from "./fields.ts";
import { hasElements, innerHtml, textOf } from "./xhtml.ts";

/** The first field of `names` that says something. */
export function firstTextConstruct(fields: Fields, names: readonly string[]): Text | null {
  for (const field of allOf(fields, names)) {
    const text = textConstruct(field);
    if (text !== null) return text;
  }
  return null;
}

/** The text of a title, summary or content with its type, base64 and XHTML settled; null when it is blank or no text. */
export function textConstruct(field: Field): Text | null {
  const text = textByVocabulary(field);
  return text === null || text.value.trim() === "" ? null : text;
}

function textByVocabulary(field: Field): Text | null {
  if (isAtomText(field)) return atomText(field);
  if (field.name.startsWith("media:")) return mediaText(field);
  return isXhtmlElement(field) ? { value: markup(field), type: "html" } : rssText(field);
}

/** Atom constructs have types; in RSS only an atom:… element has, and a bare one that says so in words of Atom. */
function isAtomText({ name, scope, element }: Field): boolean {
  if (name.includes(":")) return name.startsWith("atom:");
  return scope.home === "atom" || element.attributes.has("type") || element.attributes.has("mode");
}

/** XHTML put into an item as it is (xhtml:body, xhtml:div): the children are the markup, whatever they say. */
function isXhtmlElement({ name }: Field): boolean {
  return /^(?:xhtml:)?(?:body|div)$/.test(name);
}

/** Media RSS texts are plain unless they say `html`. */
function mediaText({ element }: Field): Text {
  return {
    value: textOf(element),
    type: attributeOf(element, "type") === "html" ? "html" : "text",
  };
}

/** RSS never says, so it is HTML: escaped, in CDATA, or pasted in with its tags. */
function rssText({ element, scope }: Field): Text {
  const value = hasElements(element) ? innerHtml(element, scope, "raw") : textOf(element);
  return { value, type: "html" };
}

/** Atom 1.0 (RFC 4287 3.1, 4.1.3) and 0.3, where `mode` says how the text is wrapped. */
function atomText(field: Field): Text | null {
  const { element, scope } = field;
  const type = (attributeOf(element, "type") ?? "text").toLowerCase();
  const mode = attributeOf(element, "mode")?.toLowerCase();
  if (mode === "base64" || (mode === undefined && isBinary(type))) return base64Text(element, type);
  if (isMarkup(type, mode)) return { value: markup(field), type: "html" };
  if (!hasElements(element))
    return { value: textOf(element), type: isHtml(type) ? "html" : "text" };
  // Tags where there should be none: pasted HTML, or text that somebody marked up.
  const value = innerHtml(element, scope, isHtml(type) ? "raw" : "escaped");
  return { value, type: "html" };
}

function isHtml(type: string): boolean {
  return type === "html" || type.startsWith("text/html") || type === "application/xhtml+xml";
}

function isXml(type: string): boolean {
  return type === "xhtml" || /[/+]xml(?:$|;)/.test(type);
}

/** Whether the children are the markup themselves (XHTML, SVG, any XML), not text that holds markup. */
function isMarkup(type: string, mode: string | undefined): boolean {
  return mode !== "escaped" && (isXml(type) || (mode === "xml" && isHtml(type)));
}

function isBinary(type: string): boolean {
  return type.includes("/") && !type.startsWith("text/") && !isXml(type);
}

/** The children as markup. Where there are none the markup was escaped by mistake, and the text is HTML. */
function markup({ element, scope }: Field): string {
  return hasElements(element) ? innerHtml(element, scope, "escaped") : textOf(element);
}

/** Atom 0.3, and media types of 1.0 that are no text; what is no UTF-8 is no content we can show. */
function base64Text(element: TreeElement, type: string): Text | null {
  const value = Buffer.from(textOf(element), "base64").toString("utf8");
  if (value.includes("\ufffd")) return null;
  return { value, type: isHtml(type) || isXml(type) ? "html" : "text" };
}

/** A text construct as one line of plain text; null when nothing is left. */
export function plainOf(text: Text | null): string | null {
  if (text === null) return null;
  const plain =
    text.type === "html" ? plainText(text.value) : text.value.replace(/\s+/g, " ").trim();
  return plain || null;
}

import type { TreeElement, TreeNode } from "../markup/tree-node.ts";
import { absoluteUrl } from "./urls.ts";
import { canonicalName, enterScope } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** All text below an element, in order; tags count for nothing. */
export function textOf(element: TreeElement): string {
  const [first] = element.children;
  if (element.children.length === 1 && typeof first === "string") return first;
  let text = "";
  for (const child of element.children) text += typeof child === "string" ? child : textOf(child);
  return text;
}

/** Whether there is markup among the children, not only text. */
export function hasElements(element: TreeElement): boolean {
  return element.children.some((child) => typeof child !== "string");
}

/**
 * `raw`: text among the elements is HTML source already (RSS: escaped or CDATA markup beside real tags); `escaped`: it
 * is text and gets its references back (XHTML).
 */
export type TextHandling = "raw" | "escaped";

/** The children written as HTML, in order. Prefixes of XHTML are dropped; an xml:base further inside is settled here. */
export function innerHtml(element: TreeElement, scope: Scope, text: TextHandling): string {
  return childrenHtml(element, scope, { text, baseUrl: scope.baseUrl });
}

/** `baseUrl`: what the reader resolves against; only references that stand under another base are made absolute here. */
type Writing = { readonly text: TextHandling; readonly baseUrl: string | null };

function childrenHtml(element: TreeElement, scope: Scope, writing: Writing): string {
  let html = "";
  for (const child of element.children) html += nodeHtml(child, scope, writing);
  return html;
}

/** Elements that HTML writes without an end tag. */
const emptyElements = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

function nodeHtml(node: TreeNode, scope: Scope, writing: Writing): string {
  if (typeof node === "string") return writing.text === "raw" ? node : escapeText(node);
  const inner = enterScope(scope, node);
  const name = htmlName(node.name, inner);
  const start = `<${name}${attributesHtml(node, inner, writing)}>`;
  if (node.children.length === 0 && emptyElements.test(name)) return start;
  return `${start}${childrenHtml(node, inner, writing)}</${name}>`;
}

/** `h:p` → `p` where h is XHTML; SVG and MathML keep their case, HTML does not care. */
function htmlName(spelt: string, scope: Scope): string {
  const local = spelt.slice(spelt.indexOf(":") + 1);
  return canonicalName(scope, spelt).startsWith("?:") ? spelt : local;
}

const urlAttributes = new Set(["href", "src", "cite", "poster", "longdesc", "action", "data"]);

function attributesHtml(element: TreeElement, scope: Scope, writing: Writing): string {
  const isRebased = scope.baseUrl !== writing.baseUrl;
  let html = "";
  for (const [name, value] of element.attributes) {
    if (name.startsWith("xmlns") || name === "xml:base") continue;
    const isMoved = isRebased && urlAttributes.has(name.toLowerCase());
    const settled = isMoved ? (absoluteUrl(value, scope.baseUrl) ?? value) : value;
    html += ` ${name}="${escapeAttribute(settled)}"`;
  }
  return html;
}

export function escapeText(text: string): string {
  return /[&<>]/.test(text)
    ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    : text;
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;");
}

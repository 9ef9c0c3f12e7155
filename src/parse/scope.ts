import type { TreeElement } from "../markup/tree-node.ts";
import { prefixOfNamespace, usualPrefix } from "./namespaces.ts";
import { languageTag } from "./language-tag.ts";
import { absoluteUrl } from "./urls.ts";

/** What the ancestors of an element say about it: names, base URL, language. */
export type Scope = {
  /** Declared prefixes ('' = default) with our prefix for each; null: a namespace we do not know. */
  readonly prefixes: ReadonlyMap<string, string | null>;
  /** The vocabulary of the document's root: its elements are named without a prefix. */
  readonly home: "atom" | "rss";
  /** The xml:base chain on top of the document's URL. */
  readonly baseUrl: string | null;
  readonly language: string | null;
  /** Canonical names of spelt ones; a document repeats some dozens thousands of times. */
  readonly names: Map<string, string>;
};

/**
 * The scope of a document whose feed is `root`: the root's own prefix is home, whatever URI it is bound to (`<rss
 * xmlns="http://www.w3.org/2005/Atom">` is common), but for RDF's, which is a wrapper.
 */
export function documentScope(root: TreeElement, home: Scope["home"], url: string | null): Scope {
  const empty: Scope = {
    prefixes: new Map(),
    home,
    baseUrl: url,
    language: null,
    names: new Map(),
  };
  const scope = enterScope(empty, root);
  const colon = root.name.indexOf(":");
  const prefix = colon === -1 ? "" : root.name.slice(0, colon);
  if (prefixIn(scope, prefix) === "rdf") return scope;
  return { ...scope, prefixes: new Map(scope.prefixes).set(prefix, home), names: new Map() };
}

/** Real feeds declare two dozen; every element that declares one copies them all. */
const mostPrefixes = 64;

/** The scope inside `element`: the same object where the element changes nothing. */
export function enterScope(scope: Scope, element: TreeElement): Scope {
  const { attributes } = element;
  const base = attributes.get("xml:base");
  const language = attributes.get("xml:lang");
  const declared = declaredPrefixes(scope, attributes);
  if (base === undefined && language === undefined && declared === null) return scope;
  return {
    home: scope.home,
    baseUrl: innerBase(base, scope.baseUrl),
    language: languageTag(language ?? "") ?? scope.language,
    prefixes: declared ?? scope.prefixes,
    names: declared === null ? scope.names : new Map<string, string>(),
  };
}

/** Null when the element declares no prefix, or none anew. */
function declaredPrefixes(
  { prefixes }: Scope,
  attributes: TreeElement["attributes"],
): Map<string, string | null> | null {
  let declared: Map<string, string | null> | null = null;
  for (const [name, uri] of attributes) {
    if (!name.startsWith("xmlns")) continue;
    const prefix = name === "xmlns" ? "" : name.slice("xmlns:".length);
    const ours = uri.trim() === "" ? "" : prefixOfNamespace(uri);
    if (prefixes.get(prefix) === ours) continue;
    declared ??= new Map(prefixes);
    if (declared.size < mostPrefixes || declared.has(prefix)) declared.set(prefix, ours);
  }
  return declared;
}

/** A base that is no URL, or so long that every reference against it would fill the memory, is passed over. */
function innerBase(written: string | undefined, outer: string | null): string | null {
  const base = written === undefined ? null : absoluteUrl(written, outer);
  return base === null || base.length > longestBase ? outer : base;
}

const longestBase = 2_000;

/**
 * The canonical name of an element or attribute in `scope`, in lower case: `title`, `dc:creator`, `atom:link`; a name
 * of the home vocabulary or of no namespace stands alone, one of an unknown namespace starts with `?:`.
 */
export function canonicalName(scope: Scope, spelt: string): string {
  const known = scope.names.get(spelt);
  if (known !== undefined) return known;
  const name = nameIn(scope, spelt.toLowerCase());
  // Hostile documents name every element otherwise; they shall not fill the memory twice.
  if (scope.names.size < 1_000) scope.names.set(spelt, name);
  return name;
}

function nameIn(scope: Scope, spelt: string): string {
  const colon = spelt.indexOf(":");
  const prefix = colon === -1 ? "" : spelt.slice(0, colon);
  const local = spelt.slice(colon + 1);
  const ours = prefixIn(scope, prefix);
  if (ours === null) return `?:${local}`;
  return ours === "" || ours === scope.home ? local : `${ours}:${local}`;
}

function prefixIn(scope: Scope, prefix: string): string | null {
  if (prefix === "") return scope.prefixes.has("") ? (scope.prefixes.get("") ?? null) : "";
  return scope.prefixes.get(prefix) ?? usualPrefix(prefix);
}

/** The value of an attribute whatever the case of its name (CDF and early RSS shout), trimmed; null when absent or blank. */
export function attributeOf(element: TreeElement, name: string): string | null {
  const value = element.attributes.get(name) ?? shoutedAttribute(element, name);
  return value === undefined || value.trim() === "" ? null : value.trim();
}

function shoutedAttribute(element: TreeElement, name: string): string | undefined {
  for (const [spelt, value] of element.attributes) {
    if (spelt.length === name.length && spelt.toLowerCase() === name) return value;
  }
  return undefined;
}

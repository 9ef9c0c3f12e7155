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

/** The scope of a document whose feed is `root`: the root's own prefix is home, whatever URI it is bound to. */
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
  const bound = prefixIn(scope, prefix);
  if (bound !== null && bound !== "xhtml") return scope;
  return { ...scope, prefixes: new Map(scope.prefixes).set(prefix, home), names: new Map() };
}

/** The scope inside `element`: the same object where the element changes nothing. */
export function enterScope(scope: Scope, element: TreeElement): Scope {
  let inner = scope;
  for (const [name, value] of element.attributes) {
    if (name === "xml:base")
      inner = { ...inner, baseUrl: absoluteUrl(value, inner.baseUrl) ?? inner.baseUrl };
    else if (name === "xml:lang")
      inner = { ...inner, language: languageTag(value) ?? inner.language };
    else if (name === "xmlns") inner = declare(inner, "", value);
    else if (name.startsWith("xmlns:")) inner = declare(inner, name.slice(6), value);
  }
  return inner;
}

function declare(scope: Scope, prefix: string, uri: string): Scope {
  const known = prefixOfNamespace(uri);
  const prefixes = new Map(scope.prefixes).set(prefix, uri.trim() === "" ? "" : known);
  return { ...scope, prefixes, names: new Map() };
}

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

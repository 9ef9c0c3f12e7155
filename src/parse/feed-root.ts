import type { Tree, TreeElement } from "../markup/tree-node.ts";
import type { FeedFormat } from "../model/feed.ts";
import { childFields } from "./fields.ts";
import type { Field } from "./fields.ts";
import { attributeOf, documentScope } from "./scope.ts";

/** A feed found in a document: where its own fields stand, and its entries in order. */
export type FoundFeed = {
  readonly format: Exclude<FeedFormat, "json">;
  /** `version` of the root, '' when it has none. */
  readonly version: string;
  /** channel or feed; its scope reaches from the root down to it. */
  readonly channel: Field;
  readonly entries: readonly Field[];
  /** Whether the document came to the end of what holds the entries. */
  readonly isWhole: boolean;
};

/** The feed in `tree`, wherever junk before it pushed its root; null when there is none. */
export function findFeed(tree: Tree, url: string | null): FoundFeed | null {
  const root = searchRoot(tree.root) ?? fragment(tree.root);
  if (root === null) return null;
  const { kind, element } = root;
  const scope = documentScope(element, kind === "feed" ? "atom" : "rss", url);
  const self: Field = { name: kind, element, scope };
  const beside = childFields(element, scope);
  const channel = isWrapper(kind) ? (beside.find(isChannel) ?? self) : self;
  // Entries beside the channel: RSS 1.0 has them there, broken RSS 2.0 does.
  const channels = channel === self ? [] : beside.filter(isChannel);
  const within = channels.flatMap(fieldsWithin);
  const entries = [...within, ...beside].filter(isEntry);
  const version = attributeOf(element, "version") ?? "";
  // A feed that never writes its root's end tag is whole where its channel is.
  const holders = beside.some(isEntry) || channels.length === 0 ? [self] : channels;
  const isWhole = holders.every((holder) => holder.element.closed !== "cut");
  return { format: formatOf(kind, entries), version, channel, entries, isWhole };
}

type RootKind = "rss" | "rdf" | "feed" | "channel";
type Root = { readonly element: TreeElement; readonly kind: RootKind };

const rootKinds = new Set<string>(["rss", "rdf", "feed", "channel"]);

/** Entries without anything around: an Atom entry document (RFC 4287 2), or a feed that lost its first lines. */
function fragment(top: TreeElement): Root | null {
  for (const child of top.children) {
    const name = typeof child === "string" ? "" : localName(child);
    if (name === "entry") return { element: top, kind: "feed" };
    if (name === "item") return { element: top, kind: "channel" };
  }
  return null;
}

/** Depth first: unclosed tags of junk before the root make it their child. */
function searchRoot(element: TreeElement): Root | null {
  for (const child of element.children) {
    if (typeof child === "string") continue;
    const kind = rootKindOf(child);
    const found = kind === null ? searchRoot(child) : { element: child, kind };
    if (found !== null) return found;
  }
  return null;
}

function rootKindOf(element: TreeElement): RootKind | null {
  const name = localName(element);
  if (!isRootKind(name)) return null;
  // RDF describes much else: people, licences, graphs.
  if (name === "rdf" && !element.children.some(isFeedPart)) return null;
  return name;
}

function isRootKind(name: string): name is RootKind {
  return rootKinds.has(name);
}

function isFeedPart(node: TreeElement["children"][number]): boolean {
  return typeof node !== "string" && /^(?:channel|item)$/.test(localName(node));
}

function localName({ name }: TreeElement): string {
  return name.slice(name.indexOf(":") + 1).toLowerCase();
}

function isWrapper(kind: RootKind): boolean {
  return kind === "rss" || kind === "rdf";
}

function isChannel({ name }: Field): boolean {
  return name === "channel" || name === "rss:channel";
}

function isEntry({ name }: Field): boolean {
  return /^(?:(?:rss|atom):)?(?:item|entry)$/.test(name);
}

function fieldsWithin({ element, scope }: Field): Field[] {
  return childFields(element, scope);
}

/** A bare `channel` is CDF when its items carry their address as an attribute, else RSS that lost its root. */
function formatOf(kind: RootKind, entries: readonly Field[]): FoundFeed["format"] {
  if (kind === "feed") return "atom";
  if (kind === "rdf") return "rdf";
  const isCdf = entries.some(
    ({ element }) => (attributeOf(element, "href") ?? attributeOf(element, "lastmod")) !== null,
  );
  return kind === "channel" && isCdf ? "cdf" : "rss";
}

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
};

/** The feed in `tree`, wherever junk before it pushed its root; null when there is none. */
export function findFeed(tree: Tree, url: string | null): FoundFeed | null {
  const root = findRoot(tree.root);
  if (root === null) return null;
  const home = root.kind === "feed" || root.kind === "entry" ? "atom" : "rss";
  const scope = documentScope(root.element, home, url);
  const rootField: Field = { name: root.kind, element: root.element, scope };
  const inRoot = childFields(root.element, scope);
  const channels =
    root.kind === "rss" || root.kind === "rdf" ? inRoot.filter(isChannel) : [rootField];
  const inChannels = channels.flatMap((channel) => childFields(channel.element, channel.scope));
  // Entries beside the channel: RSS 1.0 has them there, broken RSS 2.0 does.
  const entries =
    root.kind === "entry"
      ? [rootField]
      : entriesOf(channels[0] === rootField ? inRoot : [...inChannels, ...inRoot]);
  const format = formatOf(root.kind, entries);
  const version = attributeOf(root.element, "version") ?? "";
  return { format, version, channel: channels[0] ?? rootField, entries };
}

type RootKind = "rss" | "rdf" | "feed" | "channel" | "entry";

const rootKinds = new Set<string>(["rss", "rdf", "feed", "channel"]);

/** Depth first: unclosed tags of junk before the root make it their child. */
function findRoot(top: TreeElement): { element: TreeElement; kind: RootKind } | null {
  const within = searchRoot(top);
  if (within !== null) return within;
  // An Atom entry document (RFC 4287 2).
  const entry = top.children.find(
    (child) => typeof child !== "string" && localName(child) === "entry",
  );
  return entry === undefined || typeof entry === "string"
    ? null
    : { element: entry, kind: "entry" };
}

function searchRoot(element: TreeElement): { element: TreeElement; kind: RootKind } | null {
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

function isChannel({ name }: Field): boolean {
  return /^(?:rss:)?channel$/.test(name);
}

function entriesOf(fields: readonly Field[]): Field[] {
  return fields.filter(({ name }) => /^(?:(?:rss|atom):)?(?:item|entry)$/.test(name));
}

/** A bare `channel` is CDF when its items carry their address as an attribute, else RSS that lost its root. */
function formatOf(kind: RootKind, entries: readonly Field[]): FoundFeed["format"] {
  if (kind === "feed" || kind === "entry") return "atom";
  if (kind === "rdf") return "rdf";
  const isCdf = kind === "channel" && entries.some((entry) => entry.element.attributes.size > 0);
  return isCdf ? "cdf" : "rss";
}

import type { TreeElement } from "../markup/tree-node.ts";
import { readTree } from "../markup/tree.ts";
import { attributeOf } from "./scope.ts";
import { absoluteUrl } from "./urls.ts";

const feedTypes =
  /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|^application\/json$|^text\/(?:rss|atom)\+?xml/i;

const mostFeeds = 20;

/** Absolute URLs of the feeds an HTML page announces (`link rel="alternate"` or `rel="feed"`), in order, each once. */
export function announcedFeeds(html: string, url: string | null): string[] {
  return announcedIn(readTree(html).root, url);
}

export function announcedIn(root: TreeElement, url: string | null): string[] {
  const links: TreeElement[] = [];
  const bases: TreeElement[] = [];
  collect(root, { link: links, base: bases });
  const base =
    absoluteUrl(bases[0] === undefined ? "" : (attributeOf(bases[0], "href") ?? ""), url) ?? url;
  const urls = links
    .filter(isFeedLink)
    .map((link) => absoluteUrl(attributeOf(link, "href") ?? "", base));
  return [...new Set(urls.filter((found) => found !== null))].slice(0, mostFeeds);
}

function collect(
  element: TreeElement,
  into: Readonly<Record<"link" | "base", TreeElement[]>>,
): void {
  for (const child of element.children) {
    if (typeof child === "string") continue;
    const name = child.name.toLowerCase();
    if (name === "link" || name === "base") into[name].push(child);
    collect(child, into);
  }
}

function isFeedLink(link: TreeElement): boolean {
  const relations = (attributeOf(link, "rel") ?? "").toLowerCase().split(/\s+/);
  if (relations.includes("feed")) return true;
  return relations.includes("alternate") && feedTypes.test(attributeOf(link, "type") ?? "");
}

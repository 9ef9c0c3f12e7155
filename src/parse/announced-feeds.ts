import { startTags } from "../markup/tree-start-tags.ts";
import type { StartTag } from "../markup/tree-start-tags.ts";
import { absoluteUrl } from "./urls.ts";

const feedTypes =
  /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|^application\/json$|^text\/(?:rss|atom)\+?xml/i;

const tagNames = new Set(["link", "base"]);
const mostTags = 1_000;
const mostFeeds = 20;

/** Absolute URLs of the feeds an HTML page announces (`link rel="alternate"` or `rel="feed"`), in order, each once. */
export function announcedFeeds(html: string, url: string | null): string[] {
  const tags = startTags(html, tagNames, mostTags);
  const stated = tags.find((tag) => tag.name === "base")?.attributes.get("href");
  const base = absoluteUrl(stated ?? "", url) ?? url;
  const urls = tags
    .filter(isFeedLink)
    .map((link) => absoluteUrl(link.attributes.get("href") ?? "", base));
  return [...new Set(urls.filter((found) => found !== null))].slice(0, mostFeeds);
}

function isFeedLink({ name, attributes }: StartTag): boolean {
  if (name !== "link") return false;
  const relations = (attributes.get("rel") ?? "").toLowerCase().split(/\s+/);
  if (relations.includes("feed")) return true;
  return relations.includes("alternate") && feedTypes.test(attributes.get("type")?.trim() ?? "");
}

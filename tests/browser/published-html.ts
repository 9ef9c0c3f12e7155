import type { Page } from "playwright-core";
import { elementTexts } from "./probe.ts";

type Articles = readonly string[];

/** The HTML of every article as each feed format hands it to readers. */
export async function publishedHtml(
  page: Page,
  siteUrl: string,
): Promise<Readonly<Record<string, Articles>>> {
  const text = async (name: string): Promise<string> => (await fetch(siteUrl + name)).text();
  const { items } = JSON.parse(await text("feed.json")) as { items: { content_html?: string }[] };
  return {
    "feed.json": items.flatMap(({ content_html: html }) => (html === undefined ? [] : [html])),
    "rss.xml": await elementTexts(page, await text("rss.xml"), ["encoded", "description"]),
    "atom.xml": await elementTexts(page, await text("atom.xml"), ["content"]),
  };
}

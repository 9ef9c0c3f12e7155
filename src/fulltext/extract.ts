import { flattenHtml } from "../markup/bound-html.ts";
import { cleanHtml } from "../markup/sanitise.ts";
import { openPage, readArticle, type Page } from "./dom.ts";
import type { PageText } from "./page-text.ts";

/** Readability walks the tree again and again: 10,000 elements this deep take it up to four seconds, real articles a tenth. */
const maxElements = 15_000;
const maxDepth = 100;
const maxAuthorLength = 100;

/** Where pages name the picture they are shared with, the best first. */
const imageSelectors = [
  'meta[property="og:image:secure_url"]',
  'meta[property="og:image"]',
  'meta[property="og:image:url"]',
  'meta[name="og:image"]',
  'meta[name="twitter:image"]',
  'meta[property="twitter:image"]',
];

/** The article of a web page, its picture and author; null for what is too large to be an article. `url`: where the page is. */
export function extractPage(html: string, url: string): PageText | null {
  const flat = flattenHtml(html, maxDepth);
  if (isTooLarge(flat)) return null;
  const document = openPage(flat);
  const base = URL.parse(document.querySelector("base")?.getAttribute("href") ?? "", url)?.href;
  const baseUrl = base ?? url;
  // Before Readability, which takes the document apart.
  const imageUrl = pageImage(document, baseUrl);
  const article = readArticle(document);
  const clean = cleanHtml(article?.content ?? "", { baseUrl, pageUrl: url }).html;
  return {
    html: clean === "" ? null : clean,
    imageUrl,
    author: authorName(article?.byline ?? ""),
  };
}

function isTooLarge(html: string): boolean {
  let elements = 0;
  for (const _ of html.matchAll(/<[a-z]/gi)) {
    elements += 1;
    if (elements > maxElements) return true;
  }
  return false;
}

function pageImage(document: Page, baseUrl: string): string | null {
  for (const selector of imageSelectors) {
    const written = document.querySelector(selector)?.getAttribute("content")?.trim() ?? "";
    const url = written === "" ? null : URL.parse(written, baseUrl);
    if (url?.protocol === "https:" || url?.protocol === "http:") return url.href;
  }
  return null;
}

/** By-lines bring their "By" along, and what stands near them: dates, roles, share buttons. */
function authorName(byline: string): string | null {
  const [line = ""] = byline.trim().split(/[\n\r|•·]/);
  const name = line
    .replace(/^(?:written\s+)?by:?\s+/i, "")
    .replace(/\s+/g, " ")
    .trim();
  const isName = /\p{L}/u.test(name) && name.length <= maxAuthorLength && !/^https?:/i.test(name);
  return isName ? name : null;
}

import type { Enclosure } from "../model/feed.ts";
import type { Post, PostCopy, PostSource } from "../model/post.ts";
import { dateMs, isoDate } from "./clean-date.ts";
import { cleanId } from "./clean-id.ts";
import { cleanLanguage } from "./clean-language.ts";
import { cleanHtml, cleanLine, cleanLines, cleanText } from "./clean-text.ts";
import { cleanUrl } from "./clean-url.ts";
import { cleanMediaType } from "./media-type.ts";

const maxAuthors = 20;
const maxCategories = 50;
const maxEnclosures = 50;

/**
 * The one cleaning of every value of a post, so that all formats get the same safe ones: characters, addresses, ids,
 * dates, names and language tags. Nothing downstream checks again; each format only escapes.
 */
export function cleanPost(post: Post): Post {
  const published = isoDate(dateMs(post.published) ?? 0);
  const coverUrl = cleanUrl(post.coverUrl);
  const enclosures = cleanEnclosures(post.enclosures);
  return {
    id: cleanId(post.id),
    url: cleanUrl(post.url),
    title: cleanLine(post.title),
    summary: cleanText(post.summary).trim(),
    contentHtml: post.contentHtml === null ? null : cleanHtml(post.contentHtml),
    coverUrl,
    coverType: coverUrl === null ? null : cleanCoverType(post.coverType, coverUrl, enclosures),
    authors: cleanLines(post.authors, maxAuthors),
    shownAuthors: cleanLines(post.shownAuthors, maxAuthors),
    categories: cleanLines(post.categories, maxCategories),
    enclosures,
    published,
    updated: isoDate(dateMs(post.updated) ?? dateMs(published) ?? 0),
    readingMinutes: post.readingMinutes,
    language: cleanLanguage(post.language),
    source: cleanSource(post.source),
    copies: post.copies.map(cleanCopy),
  };
}

function cleanSource(source: PostSource): PostSource {
  return {
    sourceId: source.sourceId,
    feedId: cleanId(source.feedId),
    title: cleanLine(source.title),
    link: cleanUrl(source.link),
    feedUrl: cleanUrl(source.feedUrl),
    updated: isoDate(dateMs(source.updated) ?? 0),
    rights: source.rights === null ? null : cleanLine(source.rights),
  };
}

function cleanCopy(copy: PostCopy): PostCopy {
  return {
    title: copy.title === null ? null : cleanLine(copy.title),
    url: cleanUrl(copy.url),
    source: cleanSource(copy.source),
    reason: cleanLine(copy.reason),
  };
}

function cleanEnclosures(enclosures: readonly Enclosure[]): readonly Enclosure[] {
  const byUrl = new Map<string, Enclosure>();
  for (const enclosure of enclosures) {
    const url = cleanUrl(enclosure.url);
    if (url === null || byUrl.has(url)) continue;
    byUrl.set(url, {
      url,
      type: cleanMediaType(enclosure.type, url),
      length: cleanLength(enclosure),
    });
    if (byUrl.size === maxEnclosures) break;
  }
  return [...byUrl.values()];
}

/** A cover that is attached too has the type it is attached with. */
function cleanCoverType(
  stated: string | null,
  url: string,
  enclosures: readonly Enclosure[],
): string | null {
  const attached = enclosures.find((enclosure) => enclosure.url === url);
  return cleanMediaType(stated ?? attached?.type ?? null, url);
}

function cleanLength({ length }: Enclosure): number | null {
  return length !== null && Number.isSafeInteger(length) && length >= 0 ? length : null;
}

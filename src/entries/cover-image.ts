import type { FoundImage } from "../markup/element-cleaner.ts";
import { safeWebUrl } from "../markup/safe-url.ts";
import { isBeacon } from "../markup/tracking-pixels.ts";
import { imagePlaces, type ImageCandidate } from "../model/feed.ts";

type Candidate = {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
};

/** Smaller pictures are icons. */
const minCoverSide = 50;

/** Where pictures stand for people, feelings, buttons and badges, not for an article. */
const iconHosts: readonly string[] = [
  "gravatar.com",
  "img.shields.io",
  "badge.fury.io",
  "s.w.org",
  "feeds.wordpress.com",
];
const iconPath =
  /(?:^|[/_.-])(?:avatars?|gravatar|emoji|smil(?:ies|ey|eys)|favicon|apple-touch-icon|feed-icon|rss|share|sharing|addtoany|badges?)(?:[/_.-]|$)/i;
const iconLabel =
  /(?:^|[\s_-])(?:avatar|gravatar|emoji|smiley|icon|badge|rss|share|wp-smiley)(?:[\s_-]|$)/;

/** The cover by DESIGN section 8: the feed's candidates in the order of `imagePlaces`, then the content's first real image. */
export function coverImage(
  candidates: readonly ImageCandidate[],
  contentImages: readonly FoundImage[],
): string | null {
  for (const place of imagePlaces) {
    const cover = candidates.find((candidate) => candidate.place === place && isReal(candidate));
    if (cover !== undefined) return cover.url;
    if (place === "content") {
      const image = contentImages.find((found) => isReal(found) && !iconLabel.test(found.label));
      if (image !== undefined) return image.url;
    }
  }
  return null;
}

function isReal(image: Candidate): boolean {
  const safe = safeWebUrl(image.url, null);
  const url = safe === null ? null : URL.parse(safe);
  return url !== null && !isSmall(image) && !isBeacon(url) && !isIcon(url);
}

function isSmall({ width, height }: Candidate): boolean {
  return (width !== null && width < minCoverSide) || (height !== null && height < minCoverSide);
}

function isIcon(url: URL): boolean {
  const isIconHost = iconHosts.some(
    (host) => url.hostname === host || url.hostname.endsWith(`.${host}`),
  );
  return isIconHost || iconPath.test(url.pathname);
}

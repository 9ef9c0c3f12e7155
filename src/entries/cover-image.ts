import type { FoundImage } from "../markup/element-cleaner.ts";
import { safeWebUrl } from "../markup/safe-url.ts";
import { isBeacon } from "../markup/tracking-pixels.ts";
import type { DerivedEntry } from "../model/entry.ts";
import { imagePlaces, type ImageCandidate } from "../model/feed.ts";

type Candidate = {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
};

/** Smaller pictures are icons. */
const minCoverSide = 50;

/** Narrower pictures are drawn blurred as a cover. */
const thumbnailWidth = 300;

/** Hosts and folders of people's portraits, feelings and formulas: no picture of an article, whoever names it. */
const portraitHosts: readonly string[] = [
  "gravatar.com",
  "s.w.org",
  "img.shields.io",
  "badge.fury.io",
];
const portraitPath =
  /\/(?:avatars?|gravatars?|emojis?|twemoji|smil(?:ies|eys)|wikiicons|latex\.php)(?:\/|$)/i;

/** Names of files, and words of alt and class, that are buttons in a text. Not asked of images that the feed itself names. */
const buttonFile =
  /(?:^|[_.-])(?:avatar|favicon|feed|rss|share|sharing|addtoany|badge|button|icons?|twitter|facebook|spacer)(?:[_.-][^/]{0,20})?$/i;
const buttonLabel =
  /(?:^|[\s_-])(?:avatar|gravatar|emoji|smiley|icon|badge|latex|rss|share)(?:[\s_-]|$)/;

/** The cover by DESIGN section 8: the feed's candidates in the order of `imagePlaces`, then the content's first real image. */
export function coverImage(
  candidates: readonly ImageCandidate[],
  contentImages: readonly FoundImage[],
): Pick<DerivedEntry, "image" | "imageType"> {
  for (const place of imagePlaces) {
    const cover = firstOrLarger(candidates.filter((one) => one.place === place && isReal(one)));
    if (cover !== null) return { image: cover.url, ...imageTypeOf(cover) };
    if (place === "content") {
      const image = contentImages.find((found) => isReal(found) && !isButton(found));
      if (image !== undefined) return { image: image.url };
    }
  }
  return { image: null };
}

function imageTypeOf({ type }: ImageCandidate): Pick<DerivedEntry, "imageType"> {
  const imageType = type?.trim().toLowerCase() ?? "";
  return imageType.startsWith("image/") ? { imageType } : {};
}

/** The first one, unless it is a thumbnail that the feed also has larger (newspapers list every size, smallest first). */
function firstOrLarger(candidates: readonly ImageCandidate[]): ImageCandidate | null {
  const [first] = candidates;
  if (first === undefined || first.width === null || first.width >= thumbnailWidth)
    return first ?? null;
  return candidates.reduce((a, b) => ((b.width ?? 0) > (a.width ?? 0) ? b : a));
}

function isReal(image: Candidate): boolean {
  const safe = safeWebUrl(image.url, null);
  const url = safe === null ? null : URL.parse(safe);
  return url !== null && !isSmall(image) && !isBeacon(url) && !isPortrait(url);
}

function isSmall({ width, height }: Candidate): boolean {
  return (width !== null && width < minCoverSide) || (height !== null && height < minCoverSide);
}

function isPortrait(url: URL): boolean {
  const isHost = portraitHosts.some(
    (host) => url.hostname === host || url.hostname.endsWith(`.${host}`),
  );
  return isHost || portraitPath.test(url.pathname);
}

function isButton({ url, label }: FoundImage): boolean {
  const path = URL.parse(url)?.pathname ?? "";
  return buttonLabel.test(label) || buttonFile.test(path.slice(path.lastIndexOf("/") + 1));
}

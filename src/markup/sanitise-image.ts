import { bestOfSrcset } from "./srcset.ts";
import { safeWebUrl } from "./safe-url.ts";
import { isTrackingPixel } from "./tracking-pixels.ts";

type Attributes = Readonly<Record<string, string>>;

/** An image as it may be shown: `src` is absolute. Null: it is a pixel, or has no address that can be loaded. */
export type SafeImage = { readonly src: string; readonly attributes: Attributes };

/** Where lazy-loading scripts keep the true address; `src` holds a placeholder then. Most used first. */
const lazySources = [
  "data-src",
  "data-lazy-src",
  "data-original",
  "data-orig-src",
  "data-hi-res-src",
];
const lazySrcsets = ["data-srcset", "data-lazy-srcset"];

/** Pictures inside the page: raster ones only, since a drawing (SVG) may hold scripts. */
const inlineRaster = /^data:image\/(?:png|gif|jpe?g|webp|avif);base64,[A-Za-z0-9+/=\s]+$/;

/** Shorter ones are placeholders of lazy loaders; longer ones would make every feed that carries them huge. */
const inlineLength = { min: 400, max: 256 * 1024 };

export function safeImage(attributes: Attributes, baseUrl: string | null): SafeImage | null {
  const src = realSource(attributes, baseUrl);
  if (src === null) return null;
  const url = URL.parse(src);
  if (url === null || (url.protocol !== "data:" && isTrackingPixel(attributes, url))) return null;
  return { src, attributes: { src, ...size(attributes), ...texts(attributes) } };
}

function realSource(attributes: Attributes, baseUrl: string | null): string | null {
  const lazy = lazySources.map((name) => attributes[name]);
  const lazySets = lazySrcsets.map((name) => bestOfSrcset(attributes[name]) ?? undefined);
  const src = attributes["src"];
  const inline = inlineImage(src);
  for (const reference of [...lazy, ...lazySets, src]) {
    const url = isPlaceholder(reference) ? null : safeWebUrl(reference, baseUrl);
    if (url !== null) return url;
  }
  return inline ?? safeWebUrl(bestOfSrcset(attributes["srcset"]) ?? undefined, baseUrl);
}

function inlineImage(src: string | undefined): string | null {
  if (src === undefined || src.length < inlineLength.min || src.length > inlineLength.max)
    return null;
  return inlineRaster.test(src) ? src : null;
}

/** A space where a lazy loader writes the true address later. */
function isPlaceholder(reference: string | undefined): boolean {
  return (
    reference !== undefined &&
    /(?:\/|^)(?:placeholder|lazy(?:load)?|blank|spacer|loading)\.(?:gif|png|svg|jpe?g)(?:$|\?)/i.test(
      reference,
    )
  );
}

function size(attributes: Attributes): Attributes {
  const kept: Record<string, string> = {};
  for (const side of ["width", "height"]) {
    const pixels = /^\s*(\d{1,5})(?:px)?\s*$/.exec(attributes[side] ?? "")?.[1];
    if (pixels !== undefined) kept[side] = pixels;
  }
  return kept;
}

function texts(attributes: Attributes): Attributes {
  const kept: Record<string, string> = { alt: attributes["alt"] ?? "" };
  if (attributes["title"] !== undefined) kept["title"] = attributes["title"];
  return kept;
}

/**
 * The character an image stands for: WordPress, Twitter and forums replace every emoji by a picture that would be drawn
 * large without their stylesheet. Null for ordinary images.
 */
export function emojiOf(attributes: Attributes): string | null {
  const isEmoji =
    /(?:^|\s)(?:wp-smiley|emoji|emojione|twemoji|smiley)(?:\s|$)/.test(attributes["class"] ?? "") ||
    /\/(?:emoji|twemoji|emojione|smilies)\//.test(attributes["src"] ?? "");
  return isEmoji ? (attributes["alt"] ?? "") : null;
}

import type { Tag, Transformer } from "sanitize-html";
import { safeLink, safeWebUrl } from "./safe-url.ts";
import { checkedAttributes, keptElements, renamedElements } from "./sanitise-elements.ts";
import { emojiOf, safeImage } from "./sanitise-image.ts";
import { playerAttributes, playerElement, videoPlayer } from "./video-embeds.ts";

/** An image of an article, for the choice of its cover. */
export type FoundImage = {
  /** Absolute; `data:` for pictures inside the page. */
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  /** The words its markup says about it (class, id, alt), lower case. */
  readonly label: string;
};

/** Where a piece of HTML stands. */
export type HtmlPlace = {
  /** Base of its relative addresses. */
  readonly baseUrl: string | null;
  /** The page it is shown on, for links within it (`#note`): in a feed the base is often the feed itself. */
  readonly pageUrl: string | null;
};

type Attributes = Readonly<Record<string, string>>;
type Cleaning = HtmlPlace & {
  readonly onImage: (image: FoundImage) => void;
  /** Address of the image before: <noscript> repeats a lazy-loaded one. */
  lastImage: string | null;
};

/**
 * What an element becomes of which nothing but the text may stay. Not a forbidden name: sanitize-html 2.18 forgets to
 * forget that name and closes the next element with it. Empty ones are taken out of the result.
 */
const textOnly: Tag = { tagName: "span", attribs: {} };

/** What sanitize-html asks for every element: its safe name and attributes. `onImage` hears of every image that stays. */
export function elementTransforms(
  place: HtmlPlace,
  onImage: (image: FoundImage) => void,
): Record<string, Transformer> {
  const cleaning: Cleaning = { ...place, onImage, lastImage: null };
  return {
    // Asked before "*", and the only place where sanitize-html takes a text.
    img: (name, attributes) => {
      const emoji = emojiOf(attributes);
      return emoji === null ? { tagName: name, attribs: attributes } : { ...textOnly, text: emoji };
    },
    "*": (name, attributes) => cleanElement(name, attributes, cleaning),
  };
}

function cleanElement(name: string, attributes: Attributes, cleaning: Cleaning): Tag {
  switch (name) {
    case playerElement:
      return textOnly;
    case "a":
      return cleanLink(attributes, cleaning);
    case "img":
      return cleanImage(attributes, cleaning);
    case "iframe":
      return cleanFrame(attributes, cleaning);
    case "audio":
    case "video":
    case "source":
      return cleanMedia(name, attributes, cleaning);
    default:
      return cleanPlain(name, attributes, cleaning);
  }
}

function cleanLink(attributes: Attributes, { baseUrl, pageUrl }: Cleaning): Tag {
  const isWithinPage = attributes["href"]?.startsWith("#") === true;
  const href = safeLink(attributes["href"], isWithinPage ? (pageUrl ?? baseUrl) : baseUrl);
  if (href === null) return textOnly;
  return { tagName: "a", attribs: { href, ...checkedAttributes("a", attributes) } };
}

function cleanImage(attributes: Attributes, cleaning: Cleaning): Tag {
  const image = safeImage(attributes, cleaning.baseUrl);
  if (image === null || image.src === cleaning.lastImage) return textOnly;
  cleaning.lastImage = image.src;
  cleaning.onImage(foundImage(image.src, attributes));
  return { tagName: "img", attribs: image.attributes };
}

function foundImage(url: string, attributes: Attributes): FoundImage {
  const label = ["class", "id", "alt"].map((name) => attributes[name] ?? "").join(" ");
  const pixels = (side: string): number | null => {
    const value = Number.parseInt(attributes[side] ?? "", 10);
    return Number.isNaN(value) ? null : value;
  };
  return { url, width: pixels("width"), height: pixels("height"), label: label.toLowerCase() };
}

function cleanFrame(attributes: Attributes, { baseUrl }: Cleaning): Tag {
  const src = videoPlayer(attributes["src"] ?? attributes["data-src"], baseUrl);
  if (src === null) return { tagName: "iframe", attribs: {} };
  const attribs = { src, ...checkedAttributes(playerElement, attributes), ...playerAttributes };
  return { tagName: playerElement, attribs };
}

/** Media never start by themselves and are fetched only when played: a feed must not count its readers. */
function cleanMedia(name: string, attributes: Attributes, { baseUrl }: Cleaning): Tag {
  const attribs = checkedAttributes(name, attributes);
  const src = safeWebUrl(attributes["src"], baseUrl);
  if (src !== null) attribs["src"] = src;
  if (name === "source") return src === null ? textOnly : { tagName: name, attribs };
  const poster = name === "video" ? safeWebUrl(attributes["poster"], baseUrl) : null;
  if (poster !== null) attribs["poster"] = poster;
  return { tagName: name, attribs: { ...attribs, controls: "", preload: "none" } };
}

function cleanPlain(name: string, attributes: Attributes, { baseUrl }: Cleaning): Tag {
  const tagName = figureName(attributes["class"]) ?? renamedElements.get(name) ?? name;
  if (!keptElements.has(tagName)) return { tagName, attribs: {} };
  const attribs = checkedAttributes(tagName, attributes);
  const cite = attributes["cite"] === undefined ? null : safeWebUrl(attributes["cite"], baseUrl);
  if (cite !== null) attribs["cite"] = cite;
  return { tagName, attribs };
}

/** WordPress writes figures as `div.wp-caption` with `p.wp-caption-text`: the classes go, the meaning must stay. */
function figureName(classes: string | undefined): string | null {
  if (classes === undefined || !classes.includes("wp-caption")) return null;
  if (/(?:^|\s)wp-caption-text(?:\s|$)/.test(classes)) return "figcaption";
  return /(?:^|\s)wp-caption(?:\s|$)/.test(classes) ? "figure" : null;
}

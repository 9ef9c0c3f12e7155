import sanitizeHtml from "sanitize-html";
import { boundHtml, maxDepth } from "./bound-html.ts";
import { withoutControls } from "./fold-space.ts";
import { droppedElements, everywhereKept, keptElements } from "./sanitise-elements.ts";
import { namePlayers } from "./video-embeds.ts";
import { elementTransforms, type FoundImage, type HtmlPlace } from "./element-cleaner.ts";

export type CleanHtml = {
  /** Well-balanced HTML with absolute addresses; text is escaped, so that it is safe in a page, in CDATA and in JSON. */
  readonly html: string;
  /** Its images, in order. */
  readonly images: readonly FoundImage[];
};

/**
 * sanitize-html's options that are the same for every document. Addresses, shapes and names are checked by our own
 * transform before; sanitize-html then checks names and schemes again and writes the markup afresh.
 */
const options = {
  // A list that is searched for every tag: the most used first.
  allowedTags: [..."p a span br strong em li img div".split(" "), ...keptElements.keys()],
  // One list for all elements, since lists for each cost 40 µs a call; which element may have which is checked before.
  allowedAttributes: {
    "*": [...new Set([...everywhereKept, ...[...keptElements.values()].flat()])],
  },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesByTag: { img: ["http", "https", "data"] },
  allowedSchemesAppliedToAttributes: ["href", "src", "cite", "poster"],
  allowProtocolRelative: false,
  nonTextTags: [...droppedElements],
  nestingLimit: maxDepth,
  parseStyleAttributes: false,
  // Feeds that escape twice leave a CDATA section around their text: its content is text, not a comment.
  parser: { decodeEntities: true, recognizeCDATA: true },
} satisfies sanitizeHtml.IOptions;

/** HTML of a feed made safe; see `cleanHtml`. */
export function sanitiseHtml(html: string, baseUrl: string | null): string {
  return cleanHtml(html, { baseUrl, pageUrl: null }).html;
}

/**
 * HTML of a feed made safe and whole: nothing that runs, submits, tracks or lays itself over the page; addresses
 * resolved against its place (null: relative ones are dropped); lazy-loaded images real; nesting and size bounded.
 */
export function cleanHtml(html: string, place: HtmlPlace): CleanHtml {
  // Plain words need no sanitiser; a third of all texts in captured feeds are nothing else.
  if (!/[<&>]/.test(html)) return { html: withoutControls(html), images: [] };
  const images: FoundImage[] = [];
  const transformTags = elementTransforms(place, (image) => images.push(image));
  const clean = sanitizeHtml(boundHtml(unwrapCdata(html)), { ...options, transformTags });
  return { html: withoutControls(namePlayers(withoutEmptySpans(clean))).trim(), images };
}

/** What is left of dropped images and of markup that only carried a class. */
function withoutEmptySpans(html: string): string {
  return html.replaceAll("<span></span>", "");
}

/** A CDATA section around the whole text is left over from a feed that wrapped its content twice. */
function unwrapCdata(html: string): string {
  return html.trim().replace(/^<!\[CDATA\[([^]*)\]\]>$/, "$1");
}

import type { Tree, TreeElement } from "../markup/tree-node.ts";
import { describePosition, positionAt } from "../markup/tree-position.ts";
import { ParseError } from "../model/errors.ts";
import { announcedFeeds } from "./announced-feeds.ts";

/** Whether a document begins as a web page does; blanks, comments and an XML declaration may come first. */
export function beginsAsWebPage(text: string): boolean {
  return /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}>\s*){0,5}<(?:!doctype\s+html|html)[\s>]/i.test(
    text.slice(0, 20_000),
  );
}

/** The refusal of a web page, with the feeds it announces. */
export function webPage(text: string, url: string | null): ParseError {
  const feeds = announcedFeeds(text, url);
  const advice =
    feeds.length === 0
      ? "It announces no feed."
      : `It announces ${feeds.slice(0, 3).join(" and ")}: use that address instead.`;
  return new ParseError("html-page", `The address answers with a web page, not a feed. ${advice}`, {
    announcedFeeds: feeds,
  });
}

/** Why `tree` holds no feed. */
export function notAFeed(tree: Tree, url: string | null): ParseError {
  const first = tree.root.children.find((child) => typeof child !== "string");
  if (first === undefined) return noElement(tree.text);
  if (tree.root.children.some((child) => typeof child !== "string" && isOfWebPages(child))) {
    return webPage(tree.text, url);
  }
  const position = positionAt(tree.text, first.offset);
  const message = `The document is XML but no feed: it starts with <${first.name.slice(0, 60)}> ${describePosition(position)}.`;
  return new ParseError("not-a-feed", message, { position });
}

/** The document ended before its first entry was whole. */
export function cutOff(text: string): ParseError {
  const position = positionAt(text, text.length);
  const message = `The feed is cut off before its first entry is whole (${describePosition(position)}).`;
  return new ParseError("malformed", message, { position });
}

function isOfWebPages({ name }: TreeElement): boolean {
  return /^(?:html|head|body|meta|title|div|p|h1)$/i.test(name);
}

function noElement(text: string): ParseError {
  const position = positionAt(text, Math.max(0, text.search(/\S/)));
  const where = describePosition(position);
  if (unreadableShare(text) > 0.1) {
    return new ParseError("encoding", `The bytes are no text in any encoding we know (${where}).`, {
      position,
    });
  }
  return new ParseError(
    "not-a-feed",
    `The document is no feed: it is text without markup (${where}).`,
    { position },
  );
}

/** How much of the first characters is what decoding could not read: 0–1. */
function unreadableShare(text: string): number {
  const start = text.slice(0, 4_096);
  const unreadable = start.match(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]/g)?.length ?? 0;
  return unreadable / Math.max(1, start.length);
}

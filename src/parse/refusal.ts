import type { Tree, TreeElement } from "../markup/tree-node.ts";
import { describePosition, positionAt } from "../markup/tree-position.ts";
import { ParseError } from "../model/errors.ts";
import { announcedIn } from "./announced-feeds.ts";

/** Says why `tree` holds no feed. Throws ParseError always. */
export function refuse(tree: Tree, url: string | null): never {
  const first = tree.root.children.find((child) => typeof child !== "string");
  if (first === undefined) throw notXml(tree);
  if (isHtmlPage(tree.root)) throw htmlPage(tree, url);
  const position = positionAt(tree.text, first.offset);
  throw new ParseError(
    "not-a-feed",
    `The document is XML but no feed: it starts with <${first.name.slice(0, 60)}> ${describePosition(position)}.`,
    { position },
  );
}

function isHtmlPage(root: TreeElement): boolean {
  return root.children.some(
    (child) =>
      typeof child !== "string" &&
      /^(?:\w+:)?(?:html|head|body|!doctype|meta|div|p)$/i.test(child.name),
  );
}

function htmlPage(tree: Tree, url: string | null): ParseError {
  const feeds = announcedIn(tree.root, url);
  const advice =
    feeds.length === 0
      ? "It announces no feed."
      : `It announces ${feeds.join(" and ")}: use that address instead.`;
  return new ParseError("html-page", `The address answers with a web page, not a feed. ${advice}`, {
    announcedFeeds: feeds,
  });
}

function notXml(tree: Tree): ParseError {
  const start = Math.max(0, tree.text.search(/\S/));
  const position = positionAt(tree.text, start);
  return new ParseError(
    "not-a-feed",
    `The document is no feed: there is no element in it (${describePosition(position)}).`,
    {
      position,
    },
  );
}

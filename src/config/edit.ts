import { isMap, isScalar, isSeq, parseDocument, stringify } from "yaml";
import type { Pair, Range, YAMLSeq } from "yaml";

import { readAs, refused } from "./problem.ts";
import type { Reading } from "./problem.ts";

export type FeedToAppend = {
  readonly url: string;
  readonly name?: string;
  readonly tags?: readonly string[];
};

/**
 * The config text with one more feed at the end of the list. Only that is written into the text: comments, quotes and
 * spacing stay to the byte, which printing the parsed document again would not keep.
 */
export function appendFeed(text: string, feed: FeedToAppend): Reading<string> {
  const place = feedsPair(text);
  if (!place.ok) return place;
  const pair = place.value;
  const list = pair?.value;
  if (pair === null)
    return readAs(insertedLine(text, text.length, `feeds:\n${blockItem(feed, 2)}`));
  if (isSeq(list) && list.items.length > 0) return readAs(withItem(text, list, feed));
  const isEmptyList = isSeq(list) || (isScalar(list) && list.value === null) || list === null;
  if (!isEmptyList) return refused("`feeds` in the config is not a list", "run check");
  const [start, end] = isSeq(list) ? rangeOf(list) : [0, 0];
  const keyEnd = rangeOf(pair.key)[1];
  return readAs(insertedLine(text.slice(0, start) + text.slice(end), keyEnd, blockItem(feed, 2)));
}

/**
 * The config text with a feed's address replaced: it has moved. `oldUrl` is as the file has it; an address that holds
 * `${NAME}` is never found, since what it becomes is not for a program to write into the file.
 */
export function replaceFeedUrl(text: string, oldUrl: string, newUrl: string): Reading<string> {
  const place = feedsPair(text);
  if (!place.ok) return place;
  const list = place.value?.value;
  const addresses = isSeq(list) ? list.items.map(addressNode) : [];
  const found = addresses.find((node) => isScalar(node) && String(node.value).trim() === oldUrl);
  if (found === undefined) {
    return refused("the config does not list this address", "it may have been edited meanwhile");
  }
  const [start, end] = rangeOf(found);
  return readAs(text.slice(0, start) + addressText(newUrl) + text.slice(end));
}

/** The `feeds` key with its value; null: not there. */
function feedsPair(text: string): Reading<Pair | null> {
  const document = parseDocument(text, { logLevel: "silent" });
  if (document.errors.length > 0) return refused("the config file is not valid YAML", "run check");
  const root = document.contents;
  if (root === null) return readAs(null);
  if (!isMap(root) || root.flow === true) {
    return refused(
      "the config is not written as keys on lines of their own",
      "add the feed by hand",
    );
  }
  return readAs(root.items.find(({ key }) => isScalar(key) && key.value === "feeds") ?? null);
}

function addressNode(item: unknown): unknown {
  return isMap(item) ? item.get("url", true) : item;
}

function withItem(text: string, list: YAMLSeq, feed: FeedToAppend): string {
  const [start] = rangeOf(list);
  const end = rangeOf(list.items.at(-1))[1];
  if (list.flow === true) return `${text.slice(0, end)}, ${flowItem(feed)}${text.slice(end)}`;
  const indent = start - (text.lastIndexOf("\n", start - 1) + 1);
  return insertedLine(text, end, blockItem(feed, indent));
}

/** Puts lines after the line that `offset` stands in, which keeps a comment at its end in its place. */
function insertedLine(text: string, offset: number, lines: string): string {
  const isAtLineStart = offset === 0 || text[offset - 1] === "\n";
  const lineEnd = isAtLineStart ? offset - 1 : text.indexOf("\n", offset);
  const at = lineEnd === -1 && !isAtLineStart ? text.length : lineEnd + 1;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const before = at === 0 || text[at - 1] === "\n" ? "" : newline;
  return text.slice(0, at) + before + `${lines}\n`.replaceAll("\n", newline) + text.slice(at);
}

function blockItem(feed: FeedToAppend, indent: number): string {
  const settings = settingsOf(feed);
  const lines = settings.length === 1 ? [addressText(feed.url)] : settings;
  const blanks = " ".repeat(indent);
  return lines.map((line, index) => `${blanks}${index === 0 ? "- " : "  "}${line}`).join("\n");
}

function flowItem(feed: FeedToAppend): string {
  const settings = settingsOf(feed);
  return settings.length === 1 ? addressText(feed.url) : `{ ${settings.join(", ")} }`;
}

function settingsOf({ url, name, tags = [] }: FeedToAppend): readonly string[] {
  return [
    `url: ${addressText(url)}`,
    ...(name === undefined ? [] : [`name: ${inFlow(plainText(name))}`]),
    ...(tags.length === 0 ? [] : [`tags: ${inFlow(tags.map(plainText))}`]),
  ];
}

/** One line, quoted where YAML needs it, fit for [ ] and { } too. */
function inFlow(value: string | readonly string[]): string {
  const list = typeof value === "string" ? [value] : value;
  const written = stringify(list, {
    collectionStyle: "flow",
    lineWidth: 0,
    flowCollectionPadding: false,
  });
  return typeof value === "string" ? written.trim().slice(1, -1) : written.trim();
}

/** A name from a feed or an OPML file must not become a reference into the environment. */
function plainText(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .replaceAll("${", "$ {")
    .trim();
}

/** Plain where that is safe everywhere, else in single quotes. */
function addressText(url: string): string {
  const address = url.trim().replaceAll("${", "$%7B");
  return /^https?:\/\/[\w.~:/?&=%+@!*()$;-]*[\w/=-]$/i.test(address)
    ? address
    : `'${address.replaceAll(/[\p{Cc}]/gu, "").replaceAll("'", "''")}'`;
}

function rangeOf(node: unknown): Range {
  const range = isScalar(node) || isSeq(node) || isMap(node) ? node.range : null;
  return range ?? [0, 0, 0];
}

import { describePosition, positionAt } from "../markup/tree-position.ts";
import { ParseError } from "../model/errors.ts";
import type { FeedDocument } from "../model/feed.ts";
import { readJsonFeed } from "./json-feed.ts";
import { isJsonObject } from "./json-values.ts";

/** Text that starts like a JSON object, as a JSON Feed. Throws ParseError. */
export function parseJsonFeed(text: string, url: string | null): FeedDocument {
  const parsed = parse(text);
  if (
    !isJsonObject(parsed) ||
    !(Array.isArray(parsed["items"]) || isJsonFeedVersion(parsed["version"]))
  ) {
    throw new ParseError(
      "not-a-feed",
      "The document is JSON but no JSON Feed: it has neither a feed version nor items.",
    );
  }
  return readJsonFeed(parsed, url);
}

function isJsonFeedVersion(version: unknown): boolean {
  return typeof version === "string" && /jsonfeed\.org\/version\/1/.test(version);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const position = positionAt(text, faultOffset(cause) ?? text.trimEnd().length);
    const message = `The document starts like a JSON Feed but is no JSON ${describePosition(position)}.`;
    throw new ParseError("malformed", message, { position, cause });
  }
}

/** V8 tells where in its message; at an unexpected end it does not. */
function faultOffset(cause: unknown): number | null {
  const stated = cause instanceof Error ? /at position (\d+)/.exec(cause.message)?.[1] : undefined;
  return stated === undefined ? null : Number(stated);
}

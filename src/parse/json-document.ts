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
    throw noJson(text, cause);
  }
}

/** V8 states the offset for some faults; for others it quotes the text around. */
function noJson(text: string, cause: unknown): ParseError {
  const fault = cause instanceof Error ? cause.message : "";
  const stated = /at position (\d+)/.exec(fault)?.[1];
  const isAtEnd = fault.includes("end of JSON");
  const offset = isAtEnd ? text.trimEnd().length : Number(stated ?? Number.NaN);
  const start = "The document starts like a JSON Feed but is no JSON";
  if (Number.isNaN(offset)) return new ParseError("malformed", `${start} (${fault}).`, { cause });
  const position = positionAt(text, offset);
  const message = `${start} ${describePosition(position)}.`;
  return new ParseError("malformed", message, { position, cause });
}

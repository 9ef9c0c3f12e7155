import { ParseError } from "../../src/model/errors.ts";
import type { IncomingFeed } from "../../src/model/stored.ts";
import { readDocument } from "../../src/read.ts";

/** Reads a document on the whole way of a poll; the ParseError where it is refused. Any other error is thrown. */
export function readBytes(
  bytes: Uint8Array,
  contentType: string | null = null,
): IncomingFeed | ParseError {
  try {
    return readDocument(bytes, {
      sourceId: "0123456789ab",
      url: "https://blog.example/feed.xml",
      contentType,
      weakKeys: { guid: false, link: false },
    });
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
}

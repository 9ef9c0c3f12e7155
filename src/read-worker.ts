import { ParseError, type DocumentPosition, type ParseReason } from "./model/errors.ts";
import type { IncomingFeed } from "./model/stored.ts";
import { readDocument, type ReadContext } from "./read.ts";

/** The parse worker's entry (see read-pool.ts). */

export type ReadTask = { readonly bytes: Uint8Array; readonly context: ReadContext };

/** A ParseError as a value, since error classes do not survive the way between threads. */
export type ReadFailure = {
  readonly reason: ParseReason;
  readonly message: string;
  readonly position: DocumentPosition | null;
  readonly announcedFeeds: readonly string[];
};

export type ReadResult =
  | { readonly ok: true; readonly feed: IncomingFeed }
  | { readonly ok: false; readonly failure: ReadFailure };

export function read(task: ReadTask): ReadResult {
  try {
    return { ok: true, feed: readDocument(task.bytes, task.context) };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { reason, message, position, announcedFeeds } = error;
    return { ok: false, failure: { reason, message, position, announcedFeeds } };
  }
}

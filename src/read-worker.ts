import type { MessagePort } from "node:worker_threads";
import { ParseError, type DocumentPosition, type ParseReason } from "./model/errors.ts";
import type { IncomingFeed } from "./model/stored.ts";
import { sendEntries } from "./read-parcels.ts";
import { readDocument, type ReadContext } from "./read.ts";

/** The parse worker's entry (see read-pool.ts). */

export type ReadTask = {
  readonly bytes: Uint8Array;
  readonly context: ReadContext;
  /** Where the entries go; all are sent when the result is. */
  readonly port: MessagePort;
};

/** A ParseError as a value, since error classes do not survive the way between threads. */
export type ReadFailure = {
  readonly reason: ParseReason;
  readonly message: string;
  readonly position: DocumentPosition | null;
  readonly announcedFeeds: readonly string[];
};

export type ReadResult =
  | { readonly ok: true; readonly feed: Omit<IncomingFeed, "entries"> }
  | { readonly ok: false; readonly failure: ReadFailure };

export function read(task: ReadTask): ReadResult {
  try {
    const { entries, ...feed } = readDocument(task.bytes, task.context);
    sendEntries(task.port, entries);
    return { ok: true, feed };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { reason, message, position, announcedFeeds } = error;
    return { ok: false, failure: { reason, message, position, announcedFeeds } };
  }
}

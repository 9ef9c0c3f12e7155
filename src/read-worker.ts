import type { MessagePort } from "node:worker_threads";
import { ParseError, type DocumentPosition, type ParseReason } from "./model/errors.ts";
import type { IncomingEntry, IncomingFeed } from "./model/stored.ts";
import { readDocument, type ReadContext } from "./read.ts";
import { giveWay } from "./thread-priority.ts";

/** The parse worker's entry (see read-pool.ts). */

giveWay();

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

/** Opening a parcel of so many characters takes the receiving thread a few milliseconds. */
const parcelCharacters = 500_000;

/** In parcels: what 16 MiB of feed come to would hold the receiver's event loop for 150 ms if it came at once. */
function sendEntries(port: MessagePort, entries: readonly IncomingEntry[]): void {
  let parcel: IncomingEntry[] = [];
  let characters = 0;
  for (const entry of entries) {
    parcel.push(entry);
    characters += entry.raw.length + entry.derived.length + entry.features.length;
    if (characters < parcelCharacters) continue;
    port.postMessage(parcel);
    parcel = [];
    characters = 0;
  }
  if (parcel.length > 0) port.postMessage(parcel);
}

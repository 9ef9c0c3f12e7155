import { setImmediate as nextTurn } from "node:timers/promises";
import { receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import type { IncomingEntry } from "./model/stored.ts";

/** Opening a parcel of so many characters takes the receiving thread a few milliseconds. */
const parcelCharacters = 500_000;

/**
 * Sends a document's entries to another thread in parcels: what 16 MiB of feed come to would hold the receiver's event
 * loop for 150 ms if it came at once.
 */
export function sendEntries(port: MessagePort, entries: readonly IncomingEntry[]): void {
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

/** The entries that were sent so far; the event loop turns between parcels. */
export async function receiveEntries(port: MessagePort): Promise<readonly IncomingEntry[]> {
  const entries: IncomingEntry[] = [];
  for (;;) {
    const parcel = receiveParcel(port);
    if (parcel === null) return entries;
    entries.push(...parcel);
    await nextTurn();
  }
}

/** Taken from the port one by one: a port that listens for messages would deliver all that wait in one turn. */
function receiveParcel(port: MessagePort): readonly IncomingEntry[] | null {
  const received = receiveMessageOnPort(port);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unsafe-return -- `sendEntries` is the only sender
  return received === undefined ? null : (received.message as readonly IncomingEntry[]);
}

import { availableParallelism } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import { Piscina } from "piscina";
import { ParseError } from "./model/errors.ts";
import type { IncomingEntry, IncomingFeed } from "./model/stored.ts";
import type { ReadContext } from "./read.ts";
import type { ReadResult, ReadTask } from "./read-worker.ts";
import { isOutOfMemory, moving, ownMemory } from "./thread-transfer.ts";

export type ReadPool = {
  /** Takes bytes that have memory of their own away from the caller. Throws ParseError. */
  read(bytes: Uint8Array, context: ReadContext): Promise<IncomingFeed>;
  close(): Promise<void>;
};

/** Threads end when there is nothing to read for so long; their memory goes back to the machine. */
const idleTimeoutMs = 10_000;
/**
 * Megabytes of one thread. V8 lets garbage lie as long as there is room: with its own, larger defaults two hundred feeds
 * take 150 MB more, and no time less.
 */
const usualHeapMb = 128;
/** A document of 14 MB with 40,000 short items takes 190; such ones are rare, and are read one at a time. */
const largeHeapMb = 384;
const largeFromBytes = 4 * 1_024 * 1_024;

/** Reading happens in worker threads: a large document would hold the event loop for seconds. */
export function createReadPool(): ReadPool {
  const usual = createThreads(Math.max(1, availableParallelism() - 1), usualHeapMb);
  const large = createThreads(1, largeHeapMb);
  return {
    read: (bytes, context) =>
      readInWorker(bytes.byteLength < largeFromBytes ? usual : large, bytes, context),
    close: async () => void (await Promise.all([usual.destroy(), large.destroy()])),
  };
}

function createThreads(maxThreads: number, heapMb: number): Piscina<ReadTask, ReadResult> {
  return new Piscina<ReadTask, ReadResult>({
    filename: new URL("read-worker.ts", import.meta.url).href,
    name: "read",
    recordTiming: false,
    minThreads: 0,
    maxThreads,
    idleTimeout: idleTimeoutMs,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 6 },
  });
}

async function readInWorker(
  pool: Piscina<ReadTask, ReadResult>,
  bytes: Uint8Array,
  context: ReadContext,
): Promise<IncomingFeed> {
  const { port1: receiver, port2: port } = new MessageChannel();
  try {
    const feed = unwrap(await runRead(pool, { bytes, context, port }));
    return { ...feed, entries: await receiveEntries(receiver) };
  } finally {
    receiver.close();
  }
}

async function runRead(pool: Piscina<ReadTask, ReadResult>, task: ReadTask): Promise<ReadResult> {
  try {
    return await pool.run(task, moving([...ownMemory(task.bytes), task.port]));
  } catch (cause) {
    if (!isOutOfMemory(cause)) throw cause;
    throw new ParseError("too-complex", "The document needs more memory than a feed may take.", {
      cause,
    });
  }
}

function unwrap(result: ReadResult): Omit<IncomingFeed, "entries"> {
  if (result.ok) return result.feed;
  const { reason, message, position, announcedFeeds } = result.failure;
  throw new ParseError(reason, message, {
    announcedFeeds,
    ...(position === null ? {} : { position }),
  });
}

/** The entries the worker sent; the event loop turns between parcels. */
async function receiveEntries(port: MessagePort): Promise<readonly IncomingEntry[]> {
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
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unsafe-return -- the worker is the only sender
  return received === undefined ? null : (received.message as readonly IncomingEntry[]);
}

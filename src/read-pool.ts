import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { ParseError } from "./model/errors.ts";
import type { IncomingFeed } from "./model/stored.ts";
import type { ReadContext } from "./read.ts";
import type { ReadResult, ReadTask } from "./read-worker.ts";

export type ReadPool = {
  /** Throws ParseError. */
  read(bytes: Uint8Array, context: ReadContext): Promise<IncomingFeed>;
  close(): Promise<void>;
};

/** Threads end when there is nothing to read for so long; their memory goes back to the machine. */
const idleTimeoutMs = 10_000;
/** Bounds of one thread: a document of 16 MiB reads in about a quarter of it. */
const maxHeapMiB = 512;

/** Reading happens in worker threads: a large document would hold the event loop for seconds. */
export function createReadPool(): ReadPool {
  const pool = new Piscina<ReadTask, ReadResult>({
    filename: new URL("read-worker.ts", import.meta.url).href,
    name: "read",
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: idleTimeoutMs,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMiB },
  });
  return {
    read: async (bytes, context) => unwrap(await runRead(pool, { bytes, context })),
    close: () => pool.destroy(),
  };
}

async function runRead(pool: Piscina<ReadTask, ReadResult>, task: ReadTask): Promise<ReadResult> {
  try {
    return await pool.run(task);
  } catch (cause) {
    if (!isOutOfMemory(cause)) throw cause;
    throw new ParseError("too-complex", "The document needs more memory than a feed may take.", {
      cause,
    });
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

function unwrap(result: ReadResult): IncomingFeed {
  if (result.ok) return result.feed;
  const { reason, message, position, announcedFeeds } = result.failure;
  throw new ParseError(reason, message, {
    announcedFeeds,
    ...(position === null ? {} : { position }),
  });
}

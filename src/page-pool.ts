import { Piscina } from "piscina";
import type { PageResult, PageTask } from "./page-worker.ts";

export type PagePool = {
  /** Null where the page took too much time or memory. */
  read(task: PageTask): Promise<PageResult | null>;
  close(): Promise<void>;
};

const idleTimeoutMs = 10_000;
/** One page at a time; waiting for it counts too. */
const readWithinMs = 15_000;
const maxHeapMiB = 256;

/** Pages are read apart from feeds: one that keeps its thread busy is given up with it, and holds up no poll. */
export function createPagePool(): PagePool {
  const pool = new Piscina<PageTask, PageResult>({
    filename: new URL("page-worker.ts", import.meta.url).href,
    name: "takePage",
    recordTiming: false,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleTimeoutMs,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMiB },
  });
  return {
    read: async (task) => {
      const signal = AbortSignal.timeout(readWithinMs);
      try {
        return await pool.run(task, { signal });
      } catch (error) {
        if (signal.aborted || isOutOfMemory(error)) return null;
        throw error;
      }
    },
    close: () => pool.destroy(),
  };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
}

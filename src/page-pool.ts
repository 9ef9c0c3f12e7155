import { Piscina } from "piscina";
import type { PageResult, PageTask } from "./page-worker.ts";
import { Slots } from "./schedule/slots.ts";
import { isOutOfMemory, moving, ownMemory } from "./thread-transfer.ts";

export type PagePool = {
  /**
   * Null where the page took too much time or memory. Takes a page's bytes away from the caller. Throws the signal's reason
   * when stopped, whether the page is being read or waits.
   */
  read(task: PageTask, signal: AbortSignal): Promise<PageResult | null>;
  close(): Promise<void>;
};

const idleTimeoutMs = 10_000;
/** Of one page; waiting for the pages before it does not count, those may be at fault themselves. */
const usualTimeMs = 15_000;
const maxHeapMiB = 256;

/**
 * Pages are read apart from feeds, one at a time: one that keeps its thread busy is given up with it, and holds up no poll.
 */
export function createPagePool(readWithinMs = usualTimeMs): PagePool {
  const pool = new Piscina<PageTask, PageResult>({
    filename: new URL("page-worker.ts", import.meta.url).href,
    name: "takePage",
    recordTiming: false,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleTimeoutMs,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMiB },
  });
  const turns = new Slots(1);
  return {
    read: (task, signal) =>
      turns.run(() => readWithin(pool, task, { timeMs: readWithinMs, signal })),
    close: () => pool.destroy(),
  };
}

async function readWithin(
  pool: Piscina<PageTask, PageResult>,
  task: PageTask,
  { timeMs, signal }: { readonly timeMs: number; readonly signal: AbortSignal },
): Promise<PageResult | null> {
  signal.throwIfAborted();
  const giving = new AbortController();
  const giveUp = (): void => giving.abort();
  // A timer that keeps the process: once the thread is given up nothing else may, and a command would end in mid-air.
  const timer = setTimeout(giveUp, timeMs);
  signal.addEventListener("abort", giveUp);
  const body = typeof task.page === "string" ? [] : ownMemory(task.page.body);
  try {
    return await pool.run(task, { ...moving(body), signal: giving.signal });
  } catch (error) {
    signal.throwIfAborted();
    if (giving.signal.aborted || isOutOfMemory(error)) return null;
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
}

import { Piscina } from "piscina";
import { readVersion } from "./read-version.ts";
import { rederive, type OutdatedEntry, type Rederived } from "./store/rederive.ts";
import type { Store } from "./store/store.ts";

/**
 * Makes again what an older version of the program made of stored entries; gives their number. In a thread of its own and
 * in slices: polls and readers do not notice. Broken off by `signal`, it goes on at the next start.
 */
export async function rederiveEntries(store: Store, signal: AbortSignal): Promise<number> {
  const pool = new Piscina<readonly OutdatedEntry[], readonly Rederived[]>({
    filename: new URL("rederive-worker.ts", import.meta.url).href,
    name: "derive",
    minThreads: 0,
    maxThreads: 1,
  });
  try {
    const derive = (entries: readonly OutdatedEntry[]) => pool.run(entries);
    return await rederive(store, { version: readVersion, derive, signal });
  } finally {
    await pool.destroy();
  }
}

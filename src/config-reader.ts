import { Piscina } from "piscina";
import type { ConfigTask, PortableLoaded } from "./config-worker.ts";
import type { LoadedConfig } from "./config/load.ts";
import { fromPortable } from "./config/portable.ts";

/** Enough for tens of thousands of feeds. */
const maxHeapMiB = 512;

/**
 * `loadConfig` in a thread of its own: a text of a thousand feeds takes 100 ms, and readers of the planet should not wait
 * for an edit. Rejects where it needs more memory than that.
 */
export async function readConfig({ text, env }: ConfigTask): Promise<LoadedConfig> {
  const thread = new Piscina<ConfigTask, PortableLoaded>({
    filename: new URL("config-worker.ts", import.meta.url).href,
    name: "load",
    recordTiming: false,
    maxThreads: 1,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMiB },
  });
  try {
    const loaded = await thread.run({ text, env: { ...env } });
    return loaded.ok ? { ...loaded, config: fromPortable(loaded.config) } : loaded;
  } finally {
    await thread.destroy();
  }
}

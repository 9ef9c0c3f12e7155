import type { Environment } from "./config/environment.ts";
import { loadConfig, type LoadedConfig } from "./config/load.ts";
import { toPortable, type PortableConfig } from "./config/portable.ts";
import { giveWay } from "./thread-priority.ts";

/** The entry of the thread that reads edited configs (see config-reader.ts). */

giveWay();

export type ConfigTask = { readonly text: string; readonly env: Environment };

type Ok = Extract<LoadedConfig, { ok: true }>;
export type PortableLoaded =
  | Exclude<LoadedConfig, Ok>
  | (Omit<Ok, "config"> & { readonly config: PortableConfig });

export function load({ text, env }: ConfigTask): PortableLoaded {
  const loaded = loadConfig(text, env);
  return loaded.ok ? { ...loaded, config: toPortable(loaded.config) } : loaded;
}

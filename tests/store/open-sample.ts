import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Source } from "../../src/model/source.ts";
import { syncSources } from "../../src/store/sources.ts";
import { openStore } from "../../src/store/store.ts";
import type { Store } from "../../src/store/store.ts";
import { noon } from "./samples.ts";

/** A folder that goes with the test. */
export async function sampleFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "feedloom-store-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function sampleFile(): Promise<string> {
  return join(await sampleFolder(), "feedloom.db");
}

/** A real store in a file of its own, with the sources active; closed with the test. */
export async function sampleStore(
  sources: readonly Source[] = [],
  options: { readonly file?: string; readonly instanceId?: string } = {},
): Promise<Store> {
  const file = options.file ?? (await sampleFile());
  const store = await openStore({ file, instanceId: options.instanceId ?? "one" });
  onTestFinished(() => store.close());
  if (sources.length > 0) await syncSources(store, { sources, now: noon });
  return store;
}

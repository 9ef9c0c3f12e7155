import path from "node:path";
import { applyPersonsWord } from "../rejoin.ts";
import { createSite } from "../site.ts";
import { staticSite } from "../static-site.ts";
import { syncSources } from "../store/sources.ts";
import type { Store } from "../store/store.ts";
import { readArguments } from "./arguments.ts";
import { BuildFolder } from "./build-folder.ts";
import { buildNotes } from "./build-notes.ts";
import { CommandError, UsageError, type Command, type Terminal } from "./command.ts";
import { openDataStore } from "./open-store.ts";
import { setUp, type Setup } from "./setup.ts";

export const build: Command = {
  usage: "build DIR",
  summary: "writes the whole site as static files; polls nothing: run poll before it",
  async run(terminal) {
    const args = readArguments(terminal.args, []);
    const [folder, ...more] = args.positionals;
    if (folder === undefined || more.length > 0) {
      throw new UsageError("Name the one folder to build into: feedloom build DIR.");
    }
    const setup = await setUp(terminal, args, terminal.stderr);
    const siteUrl = publicUrl(setup);
    const store = await openDataStore(setup.settings, terminal.processes);
    try {
      await syncSources(store, { sources: setup.config.sources, now: Date.now() });
      await applyPersonsWord(store, setup.config, terminal.signal);
      return await buildInto(terminal, { setup, siteUrl, store, folder: path.resolve(folder) });
    } finally {
      await store.close();
    }
  },
};

function publicUrl({ config, settings }: Setup): string {
  if (config.url !== null) return config.url;
  throw new UsageError(
    `Set url in ${settings.configPath} to the address where the files will be: feeds need whole addresses.`,
  );
}

type Work = {
  readonly setup: Setup;
  readonly siteUrl: string;
  readonly store: Store;
  readonly folder: string;
};

async function buildInto(
  { stdout, stderr, signal }: Terminal,
  { setup, siteUrl, store, folder }: Work,
): Promise<number> {
  const { config } = setup;
  // Files have times of their own.
  const site = createSite(store, () => ({ config, changedAt: 0 }));
  const onSkipped = (address: string): void =>
    void stderr.write(`${address} cannot be a folder and is left out; rename the tag.\n`);
  const files = await writable(folder, () => BuildFolder.open(folder));
  await writable(folder, async () => {
    for (const { path: name, body } of buildNotes) await files.put(name, body);
    for await (const { path: name, body } of staticSite(site, { siteUrl, onSkipped })) {
      if (signal.aborted) throw new CommandError("Stopped; the next build goes on.");
      await files.put(name, body);
    }
    await files.finish();
  });
  const { written, unchanged, removed } = files.counts;
  const counts = `${written} written, ${unchanged} unchanged, ${removed} removed`;
  stdout.write(`${written + unchanged} files in ${folder}: ${counts}.\n`);
  return 0;
}

/** What the file system refuses is said in a sentence. */
async function writable<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isRefusal = cause instanceof Error && "syscall" in cause && "code" in cause;
    if (!isRefusal) throw cause;
    throw new CommandError(`Cannot build into ${folder}: ${cause.message}.`, { cause });
  }
}

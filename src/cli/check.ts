import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { loadConfig } from "../config/load.ts";
import { createFetcher } from "../fetch/fetcher.ts";
import { fetchSettings } from "../pipeline.ts";
import { createReadPool } from "../read-pool.ts";
import { createQueue } from "../schedule/queue.ts";
import { noteMoves } from "../store/note-moves.ts";
import { storedMoves } from "../store/stored-moves.ts";
import { readFlags } from "./arguments.ts";
import type { Command, Terminal } from "./command.ts";
import { applyMoves, type Move } from "./moved-feeds.ts";
import { databaseFile, openDataStore } from "./open-store.ts";
import { ProgressLine } from "./progress.ts";
import { localUrl, setUp, type Setup } from "./setup.ts";
import { formatTable, shorten } from "./table.ts";
import { failedTrial, tryFeed, type Trial } from "./try-feed.ts";
import { writeConfig } from "./write-config.ts";

export const check: Command = {
  usage: "check [--apply]",
  summary: "tries every feed and reports; --apply writes where feeds have moved into the config",
  async run(terminal) {
    const args = readFlags("check", terminal.args, ["apply"]);
    const setup = await setUp(terminal, args, terminal.stderr);
    const trials = await tryAll(terminal, setup);
    terminal.stdout.write(describe(trials, setup));
    for (const doubt of setup.doubts) terminal.stdout.write(`${setup.redact(doubt)}\n`);
    const moves = trials.flatMap(({ source, movedTo }) =>
      movedTo === null ? [] : [{ source, movedTo }],
    );
    const isApplied = args.flags["apply"] === true;
    terminal.stdout.write(await tellMoves(moves, { terminal, setup, isApplied }));
    return trials.some(({ error }) => error !== null) ? 1 : 0;
  },
};

type Telling = {
  readonly terminal: Terminal;
  readonly setup: Setup;
  readonly isApplied: boolean;
};

async function tellMoves(
  moves: readonly Move[],
  { terminal, setup, isApplied }: Telling,
): Promise<string> {
  if (moves.length === 0) return "";
  if (!isApplied) return "check --apply writes the new addresses into the config.\n";
  const { configPath } = setup.settings;
  const { sources } = setup.config;
  const before = await readFile(configPath, "utf8");
  const isUsable = (text: string): boolean => loadConfig(text, terminal.env).ok;
  const { text, written, sentences } = applyMoves(moves, { text: before, sources, isUsable });
  if (written.length > 0) {
    await noteInStore(terminal, setup, written);
    await writeConfig(configPath, text);
  }
  return `${sentences.map(setup.redact).join("\n")}\n`;
}

/** Before the config says so: the edit is told from a new feed by what the store knows, and no poll may have seen it yet. */
async function noteInStore(
  { processes }: Terminal,
  { settings }: Setup,
  written: readonly Move[],
): Promise<void> {
  if (!existsSync(databaseFile(settings))) return;
  const store = await openDataStore(settings, processes);
  try {
    const moves = written.map(({ source, movedTo }) => ({ sourceId: source.id, movedTo }));
    await noteMoves(store, { moves, now: Date.now() });
  } finally {
    await store.close();
  }
}

async function tryAll(terminal: Terminal, setup: Setup): Promise<readonly Trial[]> {
  const { config, settings } = setup;
  const siteUrl = config.url ?? localUrl(settings.port);
  const fetcher = createFetcher(fetchSettings(config.poll, siteUrl));
  const readPool = createReadPool();
  const sources = config.sources.filter(({ enabled }) => enabled);
  const knownMoves = await storedMoves(databaseFile(settings));
  const items = sources.map((source) => ({ source, host: new URL(source.url).host }));
  const trials = new Map<string, Trial>();
  const progress = new ProgressLine(terminal, "tried", items.length);
  const { signal } = terminal;
  const queue = createQueue(config.poll);
  try {
    await queue.run(items, {
      signal,
      worker: async ({ source }, turn) => {
        const beforeHop = (url: URL): Promise<void> => turn.waitForHost(url.host, signal);
        const tools = { fetcher, readPool, queue, beforeHop, signal };
        trials.set(source.id, await tryFeed(source, knownMoves.get(source.id) ?? null, tools));
        progress.advance();
      },
      onResting: async ({ source }) =>
        void trials.set(source.id, failedTrial(source, "its host rests")),
    });
  } finally {
    progress.end();
    await Promise.all([fetcher.close(), readPool.close()]);
  }
  // A stop between two feeds throws nothing by itself.
  signal.throwIfAborted();
  return sources.map((source) => trials.get(source.id) ?? failedTrial(source, "not tried"));
}

function describe(trials: readonly Trial[], { redact }: Setup): string {
  if (trials.length === 0) return "The config is fine; it names no feeds.\n";
  const rows = trials.map(({ source, entries, title, movedTo, error }) => [
    error === null ? "ok" : "failed",
    entries === null ? "–" : String(entries),
    shorten(redact(source.name ?? title ?? ""), 40),
    source.publicUrl,
    redact(error ?? (movedTo === null ? "" : `moved to ${movedTo}`)),
  ]);
  const bad = trials.filter(({ error }) => error !== null).length;
  const table = formatTable(["", "entries", "title", "address", "what"], rows);
  const good = trials.length - bad;
  const answering = good === 1 ? "1 feed answers" : `${good} feeds answer`;
  return `${table}\nThe config is fine; ${answering}, ${bad} ${bad === 1 ? "fails" : "fail"}.\n`;
}

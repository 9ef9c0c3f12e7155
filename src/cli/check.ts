import { createFetcher, type Fetcher } from "../fetch/fetcher.ts";
import { FetchError, ParseError } from "../model/errors.ts";
import type { Source } from "../model/source.ts";
import { fetchSettings } from "../pipeline.ts";
import { createReadPool, type ReadPool } from "../read-pool.ts";
import { retryAfterMs } from "../schedule/freshness.ts";
import { createQueue, type Queue } from "../schedule/queue.ts";
import type { Command, Terminal } from "./command.ts";
import { applyMoves, type Move } from "./moved-feeds.ts";
import { ProgressLine } from "./progress.ts";
import { localUrl, readArguments, setUp, type Setup } from "./setup.ts";
import { formatTable, shorten } from "./table.ts";

export const check: Command = {
  usage: "check [--apply]",
  summary: "tries every feed and reports; --apply writes where feeds have moved into the config",
  async run(terminal) {
    const args = readArguments(terminal.args, ["apply"]);
    const setup = await setUp(terminal, args, terminal.stderr);
    const trials = await tryAll(terminal, setup);
    terminal.stdout.write(describe(trials, setup));
    const moves = trials.flatMap(({ source, movedTo }) =>
      movedTo === null ? [] : [{ source, movedTo }],
    );
    terminal.stdout.write(await tellMoves(moves, setup, args.flags["apply"] === true));
    return trials.some(({ error }) => error !== null) ? 1 : 0;
  },
};

async function tellMoves(
  moves: readonly Move[],
  { config, settings, redact }: Setup,
  isApplied: boolean,
): Promise<string> {
  if (moves.length === 0) return "";
  if (!isApplied) return "check --apply writes the new addresses into the config.\n";
  const { configPath } = settings;
  const sentences = await applyMoves(moves, { configPath, sources: config.sources });
  return `${sentences.map(redact).join("\n")}\n`;
}

/** How long a host is left alone that does not say for how long: for the rest of most checks. */
const unstatedRestMs = 10 * 60_000;

/** How one source answered. */
type Trial = {
  readonly source: Source;
  readonly entries: number | null;
  readonly title: string | null;
  /** Where permanent redirects lead. */
  readonly movedTo: string | null;
  readonly error: string | null;
};

async function tryAll(terminal: Terminal, setup: Setup): Promise<readonly Trial[]> {
  const { config, settings } = setup;
  const siteUrl = config.url ?? localUrl(settings.port);
  const fetcher = createFetcher(fetchSettings(config.poll, siteUrl));
  const readPool = createReadPool();
  const sources = config.sources.filter(({ enabled }) => enabled);
  const items = sources.map((source) => ({ source, host: new URL(source.url).host }));
  const trials = new Map<string, Trial>();
  const progress = new ProgressLine(terminal, "tried", items.length);
  const { signal } = terminal;
  const queue = createQueue(config.poll);
  await queue.run(items, {
    signal,
    worker: async ({ source }, turn) => {
      const beforeHop = (url: URL): Promise<void> => turn.waitForHost(url.host, signal);
      const tools = { fetcher, readPool, queue };
      trials.set(source.id, await trySource({ ...tools, source, beforeHop, signal }));
      progress.advance();
    },
    onResting: async ({ source }) => void trials.set(source.id, failed(source, "its host rests")),
  });
  progress.end();
  await Promise.all([fetcher.close(), readPool.close()]);
  return sources.map((source) => trials.get(source.id) ?? failed(source, "not tried"));
}

type TrialTools = {
  readonly fetcher: Fetcher;
  readonly readPool: ReadPool;
  readonly queue: Queue;
  readonly source: Source;
  readonly beforeHop: (url: URL) => Promise<void>;
  readonly signal: AbortSignal;
};

async function trySource({ source, beforeHop, signal, ...tools }: TrialTools): Promise<Trial> {
  const { url, headers, proxy, allowInsecureTls } = source;
  const validators = { etag: null, lastModified: null };
  const request = { url, headers, proxy, allowInsecureTls, validators, beforeHop };
  try {
    const answer = await tools.fetcher.fetch(request, signal);
    if (answer.kind === "not-modified") return failed(source, "answered 304 unasked");
    const { feed, entries } = await tools.readPool.read(answer.body, {
      sourceId: source.id,
      url: answer.finalUrl,
      contentType: answer.contentType,
      weakKeys: { guid: false, link: false },
    });
    const { permanentUrl: movedTo } = answer;
    return { source, entries: entries.length, title: feed.title, movedTo, error: null };
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof ParseError)) throw error;
    if (error instanceof FetchError) restLimited(tools.queue, error);
    return failed(source, error.message);
  }
}

/** The other feeds of a host that answered 429 are not tried in vain: no person waits here for long. */
function restLimited(queue: Queue, { status, host, caching }: FetchError): void {
  if (status !== 429 || host === null) return;
  const now = Date.now();
  const restMs = caching === null ? null : retryAfterMs(caching, now);
  queue.rest(host, now + (restMs ?? unstatedRestMs));
}

function failed(source: Source, error: string): Trial {
  return { source, entries: null, title: null, movedTo: null, error };
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

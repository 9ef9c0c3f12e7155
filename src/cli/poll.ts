import type { DueSource } from "../due-sources.ts";
import type { Outcome, Source } from "../model/source.ts";
import { createPipeline, type Pipeline } from "../pipeline.ts";
import type { PollReport } from "../poll.ts";
import { applyPersonsWord } from "../rejoin.ts";
import { sourceStates } from "../store/read-source-states.ts";
import { syncSources } from "../store/sources.ts";
import type { Store } from "../store/store.ts";
import { readArguments } from "./arguments.ts";
import { UsageError, type Command, type Terminal } from "./command.ts";
import { openDataStore } from "./open-store.ts";
import { ProgressLine } from "./progress.ts";
import { localUrl, setUp, type Setup } from "./setup.ts";
import { formatTable, shorten } from "./table.ts";

export const poll: Command = {
  usage: "poll [--all] [URL…]",
  summary: "polls what is due, or all, or the named feeds, and says what came of it",
  async run(terminal) {
    const args = readArguments(terminal.args, ["all"]);
    const setup = await setUp(terminal, args, terminal.stderr);
    const wanted = wantedIds(setup, args.flags["all"] === true, args.positionals);
    const store = await openDataStore(setup.settings, terminal.processes);
    try {
      await syncSources(store, { sources: setup.config.sources, now: Date.now() });
      await applyPersonsWord(store, setup.config, terminal.signal);
      return await pollWanted(terminal, { setup, store, wanted });
    } finally {
      await store.close();
    }
  },
};

/** The sources asked for by name or all; null: those that are due. */
function wantedIds(
  { config }: Setup,
  isAll: boolean,
  urls: readonly string[],
): readonly string[] | null {
  const enabled = config.sources.filter(({ enabled: isEnabled }) => isEnabled);
  if (isAll) return enabled.map(({ id }) => id);
  if (urls.length === 0) return null;
  return urls.map((url) => {
    const isMeant = (source: Source): boolean => source.url === url || source.publicUrl === url;
    const found = enabled.find(isMeant);
    if (found !== undefined) return found.id;
    const isDisabled = config.sources.some(isMeant);
    const what = isDisabled ? "disabled in the config" : "not among the feeds of the config";
    throw new UsageError(`${url} is ${what}.`);
  });
}

type Work = {
  readonly setup: Setup;
  readonly store: Store;
  readonly wanted: readonly string[] | null;
};

/** One line of the closing table. */
type Row = {
  readonly id: string;
  readonly outcome: Outcome | "skipped";
  /** null: it was not polled to the end. */
  readonly report: PollReport | null;
  readonly note: string;
};

function skipped(id: string, note: string): Row {
  return { id, outcome: "skipped", report: null, note };
}

async function pollWanted(terminal: Terminal, work: Work): Promise<number> {
  const { config, settings, log, redact } = work.setup;
  const siteUrl = config.url ?? localUrl(settings.port);
  const options = { config, siteUrl, store: work.store, log, redact, now: Date.now };
  const pipeline = await createPipeline(options);
  try {
    const taking = await takeWanted(work, pipeline);
    const polled = await pollAll(terminal, pipeline, taking);
    const rows = [...polled, ...taking.refused, ...missing(taking, polled, terminal.signal)];
    terminal.stdout.write(await describe(work, rows));
    const tried = polled.filter(({ outcome }) => outcome !== "skipped");
    const hasFailed = tried.length > 0 && tried.every(({ report }) => report?.error !== null);
    return hasFailed || terminal.signal.aborted ? 1 : 0;
  } finally {
    await pipeline.close();
  }
}

type Taking = {
  /** Ids of the sources to be polled. */
  readonly ids: readonly string[];
  /** The same sources as they are leased; those that another process polls now are missing. */
  readonly due: readonly DueSource[] | AsyncIterable<readonly DueSource[]>;
  readonly refused: readonly Row[];
};

/** By hand only what the publisher forbade is left out: Retry-After, and a feed that is gone for good. */
async function takeWanted({ store, wanted }: Work, pipeline: Pipeline): Promise<Taking> {
  const now = Date.now();
  if (wanted === null) {
    const due = await pipeline.due(now);
    return { ids: due.map(({ id }) => id), due, refused: [] };
  }
  const states = await sourceStates(store, wanted);
  const refused = new Map<string, string>();
  for (const [id, { goneAt, restUntil }] of states) {
    if (goneAt !== null) refused.set(id, "gone: the publisher answered 410");
    else if ((restUntil ?? 0) > now) refused.set(id, `asked to rest until ${isoTime(restUntil)}`);
  }
  const ids = wanted.filter((id) => !refused.has(id));
  const rows = Array.from(refused, ([id, note]) => skipped(id, note));
  return { ids, due: pipeline.named(ids), refused: rows };
}

function missing(
  { ids }: Taking,
  polled: readonly Row[],
  { aborted }: AbortSignal,
): readonly Row[] {
  const isPolled = new Set(polled.map(({ id }) => id));
  const note = aborted ? "stopped before its turn" : "polled by another process now";
  return ids.filter((id) => !isPolled.has(id)).map((id) => skipped(id, note));
}

function endOf(id: string, report: PollReport | null, { aborted }: AbortSignal): Row {
  if (report !== null) return { id, outcome: report.outcome, report, note: report.error ?? "" };
  if (aborted) return skipped(id, "stopped meanwhile");
  return { id, outcome: "failed", report, note: "broke off; the log says why" };
}

async function pollAll(
  terminal: Terminal,
  pipeline: Pipeline,
  { ids, due }: Taking,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const progress = new ProgressLine(terminal, "polled", ids.length);
  await pipeline.queue.run(due, {
    signal: terminal.signal,
    worker: async (item, turn) => {
      const report = await pipeline.poll(item, turn, terminal.signal);
      rows.push(endOf(item.id, report, terminal.signal));
      progress.advance();
    },
    onResting: async (item, until) => {
      await pipeline.postpone(item, until);
      rows.push(skipped(item.id, `its host rests until ${isoTime(until)}`));
      progress.advance();
    },
  });
  progress.end();
  return rows;
}

function isoTime(at: number | null): string {
  return new Date(at ?? 0).toISOString();
}

async function describe({ setup, store }: Work, rows: readonly Row[]): Promise<string> {
  if (rows.length === 0) return "Nothing is due; --all polls all the same.\n";
  const byId = new Map(rows.map((row) => [row.id, row]));
  const states = await sourceStates(store, [...byId.keys()]);
  const lines = setup.config.sources.flatMap((source) => {
    const row = byId.get(source.id);
    if (row === undefined) return [];
    const title = source.name ?? states.get(source.id)?.feed?.title ?? source.publicUrl;
    return [tableRow(row, shorten(setup.redact(title), 40))];
  });
  const table = formatTable(["outcome", "status", "new", "changed", "source", "what"], lines);
  return `${table}\n${tally(rows)}\n`;
}

function tableRow({ outcome, report, note }: Row, title: string): readonly string[] {
  if (report === null) return [outcome, "", "", "", title, shorten(note, 160)];
  const { status, entriesNew, entriesChanged } = report;
  const counts = [status ?? "–", entriesNew, entriesChanged].map(String);
  return [outcome, ...counts, title, shorten(note, 160)];
}

function tally(rows: readonly Row[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of rows) {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { loadConfig } from "../../src/config/load.ts";
import { createLogger } from "../../src/log.ts";
import type { Config } from "../../src/model/config.ts";
import type { SourceState } from "../../src/model/stored.ts";
import { createPipeline, type DueSource, type Pipeline } from "../../src/pipeline.ts";
import type { PollReport } from "../../src/poll.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import { syncSources } from "../../src/store/sources.ts";
import { openStore, type Store } from "../../src/store/store.ts";

const open = { allowPrivateAddresses: true, perHostDelay: "0s" };

/** The service's polling over a real database, with a clock that the test moves on. */
export class ClockedPolls implements AsyncDisposable {
  readonly file: string;
  #offsetMs = 0;
  #log = "";
  #config: Config;
  #store: Store;
  #pipeline: Pipeline;

  private constructor(file: string, made: { config: Config; store: Store; pipeline: Pipeline }) {
    this.file = file;
    this.#config = made.config;
    this.#store = made.store;
    this.#pipeline = made.pipeline;
  }

  /** `feeds`: addresses, or sources as the config writes them; `startAt`: what the clock shows first. */
  static async start(
    feeds: readonly (string | object)[],
    { startAt = Date.now() } = {},
  ): Promise<ClockedPolls> {
    const folder = await mkdtemp(path.join(tmpdir(), "feedloom-clocked-"));
    const file = path.join(folder, "feedloom.db");
    // What is made here goes by the clock of the polls that do not exist yet.
    const holder: { polls?: ClockedPolls } = {};
    const now = (): number => holder.polls?.now() ?? startAt;
    const note = (line: string): void => holder.polls?.note(line);
    const made = await begin({ file, feeds, now, note });
    const polls = new ClockedPolls(file, made);
    holder.polls = polls;
    polls.#offsetMs = startAt - Date.now();
    return polls;
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  note(line: string): void {
    this.#log += line;
  }

  get log(): string {
    return this.#log;
  }

  get store(): Store {
    return this.#store;
  }

  get pipeline(): Pipeline {
    return this.#pipeline;
  }

  advance(ms: number): void {
    this.#offsetMs += ms;
  }

  moveTo(at: number): void {
    this.#offsetMs = at - Date.now();
  }

  /** Ends it and begins again on the same database, with an edited config. */
  async restart(feeds: readonly (string | object)[], poll: object = {}): Promise<void> {
    await this.#end();
    const now = (): number => this.now();
    const note = (line: string): void => this.note(line);
    const made = await begin({ file: this.file, feeds, poll, now, note });
    this.#config = made.config;
    this.#store = made.store;
    this.#pipeline = made.pipeline;
  }

  /** What a tick does. */
  async pollDue(): Promise<readonly PollReport[]> {
    return this.#pollAll(await this.#pipeline.due(this.now()));
  }

  /** What `poll URL` does; without addresses `poll --all`. */
  async pollByHand(urls?: readonly string[]): Promise<readonly PollReport[]> {
    const named = this.#config.sources.filter(({ url }) => urls?.includes(url) ?? true);
    return this.#pollAll(this.#pipeline.named(named.map(({ id }) => id)));
  }

  async state(url: string): Promise<SourceState> {
    const source = this.#config.sources.find((one) => one.url === url);
    const states = await sourceStates(this.#store, [source?.id ?? ""]);
    const state = states.get(source?.id ?? "");
    if (state === undefined) throw new Error(`${url} is no source.`);
    return state;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
    await rm(path.dirname(this.file), { recursive: true, force: true });
  }

  async #end(): Promise<void> {
    await this.#pipeline.close();
    await this.#store.close();
  }

  async #pollAll(
    due: readonly DueSource[] | AsyncIterable<readonly DueSource[]>,
  ): Promise<readonly PollReport[]> {
    const { signal } = new AbortController();
    const reports: PollReport[] = [];
    await this.#pipeline.queue.run(due, {
      signal,
      worker: async (item, turn) => {
        const report = await this.#pipeline.poll(item, turn, signal);
        if (report !== null) reports.push(report);
      },
      onResting: (item, until) => this.#pipeline.postpone(item, until),
    });
    return reports;
  }
}

type Beginning = {
  readonly file: string;
  readonly feeds: readonly (string | object)[];
  readonly poll?: object;
  readonly now: () => number;
  readonly note: (line: string) => void;
};

async function begin({ file, feeds, poll, now, note }: Beginning) {
  const loaded = loadConfig(JSON.stringify({ poll: { ...open, ...poll }, feeds }), {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { config } = loaded;
  const store = await openStore({ file, instanceId: "one" });
  await syncSources(store, { sources: config.sources, now: now() });
  const output = new PassThrough().on("data", (chunk: Buffer) => note(chunk.toString()));
  const log = createLogger({ level: "info", output, secrets: () => [] });
  const redact = (text: string): string => text;
  const siteUrl = "https://planet.example/";
  const pipeline = await createPipeline({ config, siteUrl, store, log, redact, now });
  return { config, store, pipeline };
}

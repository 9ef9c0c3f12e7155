import type { Logger } from "./log.ts";
import type { Config } from "./model/config.ts";
import { rederiveEntries } from "./rederive.ts";
import { applyPersonsWord } from "./rejoin.ts";
import type { Store } from "./store/store.ts";

/** Work on what is stored, beside polling and serving: after an upgrade, and after an edit of `dedup`. */
export class Upkeep {
  readonly #store: Store;
  readonly #log: Logger;
  #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(store: Store, log: Logger) {
    this.#store = store;
    this.#log = log;
  }

  /** Begins anew with this config; what an earlier one began is broken off, and made up for. */
  begin(config: Config): void {
    this.#stop.abort();
    const stop = new AbortController();
    this.#stop = stop;
    this.#running = this.#running.then(() => this.#run(config, stop.signal));
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(config: Config, signal: AbortSignal): Promise<void> {
    try {
      const rederived = await rederiveEntries(this.#store, signal);
      if (rederived > 0) this.#log.info({ entries: rederived }, "entries derived anew");
      const changed = await applyPersonsWord(this.#store, config, signal);
      if (changed > 0) this.#log.info({ posts: changed }, "posts joined by the edited dedup");
    } catch (err) {
      if (!signal.aborted) this.#log.error({ err }, "upkeep of stored posts broke off");
    }
  }
}

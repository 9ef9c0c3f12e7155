/** Work that runs once at a time for each key: however often it is asked for meanwhile, it runs once more after that. */
export class Reruns {
  /** Keys whose work runs, and whether it has to run again. */
  readonly #running = new Map<string, boolean>();

  /** Resolves at once where the work runs already: whoever runs it runs it again. */
  async run(key: string, work: () => Promise<void>): Promise<void> {
    if (this.#running.has(key)) return void this.#running.set(key, true);
    try {
      do {
        this.#running.set(key, false);
        await work();
      } while (this.#running.get(key) === true);
    } finally {
      this.#running.delete(key);
    }
  }
}

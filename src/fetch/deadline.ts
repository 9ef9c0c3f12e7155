/** The time one fetch has in all. Waiting for a host's turn is not counted. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #onOuterAbort = (): void => this.#controller.abort(this.#outer?.reason);
  #timer: NodeJS.Timeout | undefined;
  #leftMs: number;
  #startedAt = 0;
  #isOver = false;

  /** `outer` aborts it as well. */
  constructor(timeoutMs: number, outer?: AbortSignal) {
    this.#leftMs = timeoutMs;
    this.#outer = outer;
    outer?.addEventListener("abort", this.#onOuterAbort, { once: true });
    if (outer?.aborted === true) this.#onOuterAbort();
    this.#start();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the time ran out (not: whether the outer signal aborted). */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Waits with the clock stopped. Rejects when the outer signal aborts meanwhile. */
  async pauseFor(wait: () => Promise<void>): Promise<void> {
    clearTimeout(this.#timer);
    this.#leftMs -= performance.now() - this.#startedAt;
    await Promise.race([wait(), this.#aborted()]);
    this.signal.throwIfAborted();
    this.#start();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener("abort", this.#onOuterAbort);
  }

  #start(): void {
    this.#startedAt = performance.now();
    this.#timer = setTimeout(() => this.#expire(), Math.max(0, this.#leftMs));
  }

  #expire(): void {
    this.#isOver = true;
    this.#controller.abort();
  }

  #aborted(): Promise<void> {
    const { signal } = this.#controller;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }
}

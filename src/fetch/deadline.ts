import { EventEmitter } from "node:events";

/** Waits for something without losing time of the deadline. */
export type Pause = (wait: () => Promise<void>) => Promise<void>;

/** The time one fetch has in all. Waiting for a host's turn is not counted. */
export class Deadline {
  /** Emits `abort`. An AbortController of its own for each fetch would cost more than all else we do around it. */
  readonly signal = new EventEmitter();
  readonly #outer: AbortSignal | undefined;
  #timer: NodeJS.Timeout | undefined;
  #leftMs: number;
  #startedAt = 0;
  #isOver = false;

  /** `outer` aborts it as well. */
  constructor(timeoutMs: number, outer?: AbortSignal) {
    this.#leftMs = timeoutMs;
    this.#outer = outer;
    if (outer !== undefined) deadlinesUnder(outer).add(this);
    this.#start();
  }

  /** Whether the time ran out (not: whether the outer signal aborted). */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Waits with the clock stopped. Rejects with its reason when the outer signal aborts meanwhile. */
  async pauseFor(wait: () => Promise<void>): Promise<void> {
    clearTimeout(this.#timer);
    this.#leftMs -= performance.now() - this.#startedAt;
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    this.signal.once("abort", resolve);
    await Promise.race([wait(), aborted]);
    this.signal.off("abort", resolve);
    this.#outer?.throwIfAborted();
    this.#start();
  }

  /** Throws where it ended while nothing ran that could be broken off. */
  throwIfEnded(): void {
    this.#outer?.throwIfAborted();
    if (this.#isOver) throw new Error("the time is over");
  }

  stop(): void {
    clearTimeout(this.#timer);
    if (this.#outer !== undefined) deadlinesUnder(this.#outer).delete(this);
  }

  #start(): void {
    this.#startedAt = performance.now();
    this.#timer = setTimeout(() => this.#expire(), Math.max(0, this.#leftMs));
  }

  #expire(): void {
    this.#isOver = true;
    this.end();
  }

  /** Breaks off what runs under it. */
  end(): void {
    this.signal.emit("abort");
  }
}

const running = new WeakMap<AbortSignal, Set<Deadline>>();

/** One listener for a signal that thousands of fetches share: one each would cost more than the timer. */
function deadlinesUnder(outer: AbortSignal): Set<Deadline> {
  const known = running.get(outer);
  if (known !== undefined) return known;
  const deadlines = new Set<Deadline>();
  running.set(outer, deadlines);
  outer.addEventListener(
    "abort",
    () => {
      for (const deadline of deadlines) deadline.end();
    },
    { once: true },
  );
  return deadlines;
}

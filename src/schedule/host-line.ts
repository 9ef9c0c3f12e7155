/** Someone waiting for a turn at a host. */
export type Waiter = {
  /** Whether its poll has begun already (a redirect led here). */
  readonly isUnderway: boolean;
  readonly signal: AbortSignal;
  readonly start: () => void;
  readonly fail: (reason: unknown) => void;
};

/** The line before one host: who is in, who waits, and when the next may go in. Instants are milliseconds since the epoch. */
export class HostLine {
  readonly host: string;
  /** From `#first` on: taking the first out of an array of thousands would move all others. */
  #waiting: Waiter[] = [];
  #first = 0;
  active = 0;
  nextStartAt = 0;
  restUntil = 0;
  /** Last time the host said 429; -Infinity: never. */
  limitedAt = -Infinity;
  timer: NodeJS.Timeout | undefined;

  constructor(host: string) {
    this.host = host;
  }

  /** Milliseconds until the host may be asked again. */
  waitMs(now: number, delayMs: number): number {
    // A clock that was set back must not stretch the delay.
    const paceMs = Math.min(this.nextStartAt - now, delayMs);
    return Math.max(0, paceMs, this.restUntil - now);
  }

  get isEmpty(): boolean {
    return this.#first === this.#waiting.length;
  }

  /** Polls under way go before those that have not begun, each in the order they came. */
  join(waiter: Waiter): void {
    if (!waiter.isUnderway) return void this.#waiting.push(waiter);
    const staying = this.#waiting.slice(this.#first);
    const firstNew = staying.findIndex((other) => !other.isUnderway);
    staying.splice(firstNew === -1 ? staying.length : firstNew, 0, waiter);
    this.#stay(staying);
  }

  /** The next to go in leaves the line. */
  leave(): Waiter | undefined {
    const waiter = this.#waiting[this.#first];
    if (waiter === undefined) return undefined;
    this.#first += 1;
    if (this.isEmpty) this.#stay([]);
    return waiter;
  }

  /** Fails everyone in the line for whom `reason` finds one. */
  dismiss(reason: (waiter: Waiter) => unknown): void {
    const staying: Waiter[] = [];
    for (const waiter of this.#waiting.slice(this.#first)) {
      const why = reason(waiter);
      if (why === undefined) staying.push(waiter);
      else waiter.fail(why);
    }
    this.#stay(staying);
  }

  #stay(staying: Waiter[]): void {
    this.#waiting = staying;
    this.#first = 0;
  }
}

import { rememberedMs, type HostRest } from "../model/host-rest.ts";
import { HostLine } from "./host-line.ts";

/** Who waits for a host that rests longer is sent away: a lease or a half-followed redirect cannot be kept for hours. */
const longestWaitMs = 120_000;

export type TurnLimits = {
  readonly concurrency: number;
  /** Turns at once at one host. */
  readonly perHost: number;
  /** Between the starts of two turns at one host. */
  readonly perHostDelayMs: number;
};

/** The host asked to be left alone for longer than anyone should wait in line. */
export class HostRestingError extends Error {
  override readonly name = "HostRestingError";
  readonly until: number;

  constructor(host: string, until: number) {
    super(`${host} asks to be left alone until ${new Date(until).toISOString()}.`);
    this.until = until;
  }
}

/**
 * Hands out turns at hosts (host:port): bounded overall and per host, spaced per host, hosts taken round about. Who waits
 * for a host holds no place among the `concurrency`, so a slow or resting host holds up nobody else.
 */
export class Turns {
  #limits: TurnLimits;
  readonly #now: () => number;
  readonly #lines = new Map<string, HostLine>();
  /** Hosts that could start someone at once, in the order they became so. */
  readonly #ready = new Set<HostLine>();
  readonly #watched = new WeakSet<AbortSignal>();
  readonly #atRoom: (() => void)[] = [];
  #active = 0;

  constructor(limits: TurnLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Other limits from now on; who has a turn keeps it. */
  adjust(limits: TurnLimits): void {
    this.#limits = limits;
  }

  /** Hosts remembered at present. */
  get hosts(): number {
    return this.#lines.size;
  }

  /**
   * Waits for a turn; whoever gets one calls `release`. `isUnderway`: goes before those who have not begun yet. Rejects
   * with the signal's reason, or HostRestingError.
   */
  take(host: string, signal: AbortSignal, { isUnderway = false } = {}): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const line = this.#line(host);
    if (line.restUntil - this.#now() > longestWaitMs) {
      return Promise.reject(new HostRestingError(host, line.restUntil));
    }
    this.#watch(signal);
    return new Promise((start, fail) => {
      line.join({ isUnderway, signal, start, fail });
      this.#advance(line);
    });
  }

  release(host: string): void {
    const line = this.#line(host);
    line.active -= 1;
    this.#active -= 1;
    this.#advance(line);
  }

  /** Leaves a host alone that answered 429, until the given instant. */
  rest(host: string, until: number): void {
    this.recall({ host, restUntil: until, limitedAt: this.#now() });
  }

  /** Takes over what was remembered of a host: before this process began, or by another one. */
  recall({ host, restUntil, limitedAt }: HostRest): void {
    const line = this.#line(host);
    line.limitedAt = Math.max(line.limitedAt, Math.min(limitedAt ?? -Infinity, this.#now()));
    line.restUntil = Math.max(line.restUntil, restUntil);
    if (line.restUntil - this.#now() > longestWaitMs) {
      line.dismiss(() => new HostRestingError(host, line.restUntil));
    }
    this.#advance(line);
  }

  /** Resolves once there is a place that nobody in line can take now: all who could be polled are. */
  room(): Promise<void> {
    if (this.#hasRoom) return Promise.resolve();
    return new Promise((resolve) => this.#atRoom.push(resolve));
  }

  get #hasRoom(): boolean {
    return this.#active < this.#limits.concurrency && this.#ready.size === 0;
  }

  wasLimited(host: string): boolean {
    const limitedAt = this.#lines.get(host)?.limitedAt ?? -Infinity;
    return this.#now() - limitedAt < rememberedMs;
  }

  #line(host: string): HostLine {
    const known = this.#lines.get(host);
    if (known !== undefined) return known;
    const line = new HostLine(host);
    this.#lines.set(host, line);
    return line;
  }

  /** One listener for a signal that thousands wait with: a listener each would be slow and make Node warn. */
  #watch(signal: AbortSignal): void {
    if (this.#watched.has(signal)) return;
    this.#watched.add(signal);
    const dismiss = (): void => {
      for (const line of this.#lines.values()) {
        line.dismiss((waiter) => (waiter.signal === signal ? signal.reason : undefined));
        this.#settle(line);
      }
    };
    signal.addEventListener("abort", dismiss, { once: true });
  }

  #advance(line: HostLine): void {
    this.#settle(line);
    this.#startReady();
    if (this.#hasRoom) for (const resolve of this.#atRoom.splice(0)) resolve();
  }

  /** Decides what a line waits for: its turn, a place at its host, its delay, or (empty) to be forgotten. */
  #settle(line: HostLine): void {
    clearTimeout(line.timer);
    if (line.isEmpty || line.active >= this.#limits.perHost) {
      this.#ready.delete(line);
      if (line.isEmpty && line.active === 0) this.#forgetLater(line);
      return;
    }
    const waitMs = line.waitMs(this.#now(), this.#limits.perHostDelayMs);
    // A line that is ready already keeps its place among the ready ones: newcomers must not send it back.
    if (waitMs === 0) return void this.#ready.add(line);
    this.#ready.delete(line);
    line.timer = setTimeout(() => this.#advance(line), waitMs);
  }

  /** A line that may start another goes to the end of the ready ones: hosts take turns. */
  #startReady(): void {
    for (const line of this.#ready) {
      if (this.#active >= this.#limits.concurrency) return;
      this.#ready.delete(line);
      const waiter = line.leave();
      if (waiter === undefined) continue;
      line.active += 1;
      this.#active += 1;
      line.nextStartAt = this.#now() + this.#limits.perHostDelayMs;
      waiter.start();
      this.#settle(line);
    }
  }

  /** An idle host is kept only as long as its delay, its rest or its 429 matter. */
  #forgetLater(line: HostLine): void {
    const now = this.#now();
    const limitedMs = line.limitedAt + rememberedMs - now;
    const keepMs = Math.max(line.waitMs(now, this.#limits.perHostDelayMs), limitedMs);
    // In goes of a day: a timer cannot be longer than 24 of them, and would come at once, again and again.
    const lookMs = Math.min(keepMs, rememberedMs);
    if (lookMs > 0) line.timer = setTimeout(() => this.#forgetLater(line), lookMs).unref();
    else this.#lines.delete(line.host);
  }
}

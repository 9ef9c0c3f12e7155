import { nextCronTime, startTicks } from "./cron.ts";
import type { Ticks } from "./cron.ts";
import type { ScheduleLog } from "./log.ts";
import { wait } from "./pause.ts";
import type { Queue, Turn } from "./queue.ts";
import { spread, startUpWindowMs, tickWindowMs } from "./spread.ts";

/** A tick also takes what falls due in the minute after it, to be polled at its own second. */
const lookAheadMs = 60_000;

export type DueSource = {
  readonly id: string;
  /** host:port the first request goes to. */
  readonly host: string;
  /** Milliseconds since the epoch; null: never polled. */
  readonly nextPollAt: number | null;
};

export type SchedulerOptions<Source extends DueSource> = {
  /** Cron expression of the ticks, and the zone it is meant in. */
  readonly expression: string;
  readonly timezone: string;
  readonly queue: Queue;
  /** Takes (leases) the sources due until the instant given. One that is under way here already may be among them. */
  readonly due: (until: number) => Promise<readonly Source[]>;
  /** Polls one source. Whether its lease still holds after the wait is the poll's to check. */
  readonly poll: (source: Source, turn: Turn, signal: AbortSignal) => Promise<void>;
  /** The source's host rests: gives the lease back and makes the source due at `until`. */
  readonly postpone: (source: Source, until: number) => Promise<void>;
  readonly now: () => number;
  readonly log: ScheduleLog;
};

/** How long running polls may go on at a stop, and how long they are waited for once they were told to end. */
export type StopTimes = { readonly graceMs: number; readonly limitMs: number };

/** What is taken at once: the sources due until an instant, and over how long so many of them are spread. */
type Take = {
  readonly until: number;
  readonly windowMs: (count: number) => number;
};

/** Finds due sources by cron and polls them through the queue, each source once at a time. */
export class Scheduler<Source extends DueSource> {
  readonly #options: SchedulerOptions<Source>;
  /** Aborted: nothing new begins. */
  readonly #closing = new AbortController();
  /** Aborted: running polls end too. */
  readonly #stopping = new AbortController();
  /** Ids of sources that wait for their turn or are polled. */
  readonly #underway = new Set<string>();
  readonly #cycles = new Set<Promise<void>>();
  #ticks: Ticks | null = null;

  constructor(options: SchedulerOptions<Source>) {
    this.#options = options;
  }

  /** Sources that wait for their turn or are polled. */
  get underway(): number {
    return this.#underway.size;
  }

  /** Polls what is due (spread), and from now on by cron. Resolves once the first due sources are taken. */
  async start(): Promise<void> {
    const { expression, timezone, log, now } = this.#options;
    this.#ticks = startTicks({ expression, timezone, log, onTick: () => this.tick() });
    await this.#begin({ until: now(), windowMs: startUpWindowMs });
  }

  /** Takes what is due and starts it; does not wait for the polls, so a long cycle never holds up the next tick. */
  async tick(): Promise<void> {
    const { expression, timezone, now } = this.#options;
    const at = now();
    const nextTickInMs = (nextCronTime(expression, timezone, at) ?? Infinity) - at;
    await this.#begin({
      until: at + Math.min(lookAheadMs, nextTickInMs),
      windowMs: () => tickWindowMs(nextTickInMs),
    });
  }

  /**
   * No more ticks, nothing new begins. Running polls may end within `graceMs`: an answer that was given and not kept would
   * be asked for again right after the start. Then they are aborted through their signal. Resolves when they have ended,
   * or `limitMs` later, with the ids of the sources that were taken and not polled to the end: their leases can go back.
   */
  async stop({ graceMs, limitMs }: StopTimes): Promise<readonly string[]> {
    const ended = this.retire();
    await within(graceMs, ended);
    this.#stopping.abort(new Error("Feedloom is stopping."));
    await within(limitMs, ended);
    return [...this.#underway];
  }

  /**
   * No more ticks, nothing new begins; running polls go on to their end, then it resolves with the ids of the sources that
   * were taken and not polled. For a scheduler that another one, of an edited config, takes over from.
   */
  async retire(): Promise<readonly string[]> {
    await this.#ticks?.stop();
    this.#closing.abort(new Error("Feedloom is stopping."));
    await Promise.allSettled(this.#cycles);
    return [...this.#underway];
  }

  async #begin(take: Take): Promise<void> {
    const taken = this.#take(take.until);
    const cycle = taken.then((sources) => this.#cycle(sources, take.windowMs(sources.length)));
    this.#cycles.add(cycle);
    void cycle.finally(() => this.#cycles.delete(cycle));
    await taken;
  }

  /** Never rejects: a store that is in trouble now is asked again at the next tick. */
  async #take(until: number): Promise<readonly Source[]> {
    const { due, log } = this.#options;
    if (this.#closing.signal.aborted) return [];
    try {
      const sources = (await due(until)).filter(({ id }) => !this.#underway.has(id));
      for (const { id } of sources) this.#underway.add(id);
      return sources;
    } catch (err) {
      log.error({ err }, "cannot look for due sources");
      return [];
    }
  }

  /** Never rejects. */
  async #cycle(sources: readonly Source[], windowMs: number): Promise<void> {
    const { now } = this.#options;
    const { signal } = this.#closing;
    const polls: Promise<void>[] = [];
    for (const { source, startAt } of spread(sources, { now: now(), windowMs })) {
      await wait(startAt - now(), signal);
      if (signal.aborted) break;
      polls.push(this.#pollInTurn(source));
    }
    await Promise.all(polls);
  }

  /** A bug in one source's poll is logged and costs the other sources nothing. */
  async #pollInTurn(source: Source): Promise<void> {
    const { queue, poll, postpone, log } = this.#options;
    const { signal } = this.#closing;
    let hasBegun = false;
    try {
      await queue.run([source], {
        worker: (item, turn) => {
          hasBegun = true;
          return poll(item, turn, this.#stopping.signal);
        },
        onResting: postpone,
        signal,
      });
    } catch (err) {
      log.error({ err, sourceId: source.id }, "poll broke off");
    }
    const isPolled = hasBegun && !this.#stopping.signal.aborted;
    if (isPolled || !signal.aborted) this.#underway.delete(source.id);
  }
}

/** Waits for the end of something, at most so long. */
async function within(ms: number, ended: Promise<unknown>): Promise<void> {
  const limit = new AbortController();
  await Promise.race([ended, wait(ms, limit.signal)]);
  limit.abort();
}

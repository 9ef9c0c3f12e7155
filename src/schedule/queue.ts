import { FetchError } from "../model/errors.ts";
import type { HostRest } from "../model/host-rest.ts";
import { HostRestingError, Turns } from "./turns.ts";
import type { TurnLimits } from "./turns.ts";

/** What a worker holds while it talks to a host. */
export type Turn = {
  /**
   * To be awaited before a redirect is followed, with the host (host:port) it leads to: the turn at the present host
   * ends, one at that host begins. Rejects with the signal's reason, or FetchError `rate-limited` where the host rests.
   */
  waitForHost(host: string, signal: AbortSignal): Promise<void>;
  /** The host has answered and nothing large is left to do: others may begin. A turn also ends with its worker. */
  end(): void;
};

export type RunOptions<Item> = {
  readonly worker: (item: Item, turn: Turn) => Promise<void>;
  /** Called instead of `worker` for an item whose host asked to be left alone until the instant given. */
  readonly onResting: (item: Item, until: number) => Promise<void>;
  /** Aborted: what has not begun does not begin; workers have to watch it themselves. */
  readonly signal: AbortSignal;
};

export type Queue = {
  /**
   * Gives every item its turn; more are asked for when those that have come leave room. Resolves when the last has ended;
   * rejects with the first thing a worker threw, then.
   */
  run<Item extends { readonly host: string }>(
    items: readonly Item[] | AsyncIterable<readonly Item[]>,
    options: RunOptions<Item>,
  ): Promise<void>;
  /** Leaves a host (host:port) alone until the given instant, after a 429. */
  rest(host: string, until: number): void;
  /** Takes over what was remembered of a host: before this process began, or by another one. */
  recall(rest: HostRest): void;
  /** Whether the host answered 429 within the last day. */
  wasLimited(host: string): boolean;
  /** Other limits from now on: a config was edited. The pauses between requests to a host go on. */
  adjust(limits: TurnLimits): void;
  /** Hosts remembered at present. */
  readonly hosts: number;
};

/** Bounds how many sources are polled at once, overall and per host, and spaces the requests to one host. */
export function createQueue(limits: TurnLimits, now: () => number = Date.now): Queue {
  const turns = new Turns(limits, now);
  return {
    run: (items, options) => runAll(turns, items, options),
    rest: (host, until) => turns.rest(host, until),
    recall: (rest) => turns.recall(rest),
    wasLimited: (host) => turns.wasLimited(host),
    adjust: (edited) => turns.adjust(edited),
    get hosts() {
      return turns.hosts;
    },
  };
}

async function runAll<Item extends { readonly host: string }>(
  turns: Turns,
  items: readonly Item[] | AsyncIterable<readonly Item[]>,
  options: RunOptions<Item>,
): Promise<void> {
  const runs: Promise<Failure | null>[] = [];
  const begin = (some: readonly Item[]): void => {
    for (const item of some) runs.push(runOne(turns, item, options));
  };
  try {
    if (!(Symbol.asyncIterator in items)) begin(items);
    else {
      for await (const some of items) {
        begin(some);
        await turns.room();
      }
    }
  } finally {
    await Promise.all(runs);
  }
  const failed = (await Promise.all(runs)).find((end) => end !== null);
  if (failed !== undefined) throw failed.reason;
}

type Failure = { readonly reason: unknown };

/** A failure is a value: a worker may throw long before the last item came. */
async function runOne<Item extends { readonly host: string }>(
  turns: Turns,
  item: Item,
  options: RunOptions<Item>,
): Promise<Failure | null> {
  const turn = new HeldTurn(turns);
  try {
    await turns.take(item.host, options.signal);
  } catch (error) {
    return notBegun(error, item, options);
  }
  turn.hold(item.host);
  try {
    await options.worker(item, turn);
    return null;
  } catch (reason) {
    return { reason };
  } finally {
    turn.end();
  }
}

async function notBegun<Item>(
  error: unknown,
  item: Item,
  { onResting, signal }: RunOptions<Item>,
): Promise<Failure | null> {
  if (!(error instanceof HostRestingError)) return signal.aborted ? null : { reason: error };
  try {
    await onResting(item, error.until);
    return null;
  } catch (reason) {
    return { reason };
  }
}

/** A turn that moves with its poll from host to host and never holds one host while it waits for another. */
class HeldTurn implements Turn {
  readonly #turns: Turns;
  #host: string | null = null;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  hold(host: string): void {
    this.#host = host;
  }

  async waitForHost(host: string, signal: AbortSignal): Promise<void> {
    this.end();
    try {
      await this.#turns.take(host, signal, { isUnderway: true });
      this.hold(host);
    } catch (error) {
      if (!(error instanceof HostRestingError)) throw error;
      throw new FetchError("rate-limited", error.message, { host, cause: error });
    }
  }

  end(): void {
    if (this.#host !== null) this.#turns.release(this.#host);
    this.#host = null;
  }
}

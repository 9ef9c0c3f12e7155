import { renewLeases } from "./leases.ts";
import type { Store } from "./store.ts";

/** The leases this process holds, renewed while their sources wait for their turn. */
export class HeldLeases {
  readonly #store: Store;
  readonly #leaseMs: number;
  readonly #now: () => number;
  readonly #ids = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    store: Store,
    { leaseMs, now }: { readonly leaseMs: number; readonly now: () => number },
  ) {
    this.#store = store;
    this.#leaseMs = leaseMs;
    this.#now = now;
    this.#timer = setInterval(() => void this.#renew(), leaseMs / 3).unref();
  }

  hold(ids: readonly string[]): readonly string[] {
    for (const id of ids) this.#ids.add(id);
    return ids;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  drop(id: string): void {
    this.#ids.delete(id);
  }

  /** Ends the renewing; gives the leases that are still held. */
  close(): readonly string[] {
    clearInterval(this.#timer);
    return [...this.#ids];
  }

  /** A lease that cannot be renewed now is tried again at the next turn, or lost when it runs out. */
  async #renew(): Promise<void> {
    if (this.#ids.size === 0) return;
    const ids = [...this.#ids];
    try {
      const times = { now: this.#now(), leaseMs: this.#leaseMs };
      const kept = new Set(await renewLeases(this.#store, { ids, ...times }));
      for (const id of ids) if (!kept.has(id)) this.#ids.delete(id);
    } catch {
      // Said where it matters: the poll that cannot be saved.
    }
  }
}

import { releaseLeases, renewLeases } from "./leases.ts";
import type { Store } from "./store.ts";

/** The leases this process holds, renewed while their sources wait for their turn. */
export class HeldLeases {
  readonly #store: Store;
  readonly #leaseMs: number;
  readonly #now: () => number;
  readonly #ids = new Set<string>();
  /** Given back by us, but the store could not write it. */
  readonly #owed = new Set<string>();
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

  hold(ids: readonly string[]): void {
    for (const id of ids) this.#ids.add(id);
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  drop(id: string): void {
    this.#ids.delete(id);
  }

  /** Gives a source back that was not polled; where the store cannot write now, with the next `payBack`. */
  async giveBack(id: string): Promise<void> {
    this.#ids.delete(id);
    this.#owed.add(id);
    await this.payBack();
  }

  /** A full disk must not keep sources from being polled for as long as their leases run once there is room again. */
  async payBack(): Promise<void> {
    if (this.#owed.size === 0) return;
    const ids = [...this.#owed];
    try {
      await releaseLeases(this.#store, ids);
      for (const id of ids) this.#owed.delete(id);
    } catch {
      // Tried again before the next sources are leased; at worst the leases run out.
    }
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

import { Slots } from "./slots.ts";

/** Most feeds are smaller: they never wait. */
const smallBytes = 256 * 1024;
/** Nearly all others are smaller. */
const mediumBytes = 2 * 1024 * 1024;
const mediumAtOnce = 8;
const hugeAtOnce = 1;

/**
 * Bounds the memory of all bodies that are under way together. With 64 polls at once, each body allowed 16 MiB, a few
 * dozen hostile feeds would otherwise take a gigabyte: large bodies wait for each other, small ones for nobody.
 */
export class BodyRooms {
  readonly #tiers: readonly Tier[] = [
    { above: smallBytes, slots: new Slots(mediumAtOnce) },
    { above: mediumBytes, slots: new Slots(hugeAtOnce) },
  ];

  /** For one body; its holder calls `leave` once it needs the body no more. */
  enter(): BodyRoom {
    return new BodyRoom(this.#tiers);
  }
}

type Tier = { readonly above: number; readonly slots: Slots };

/** Whoever waits for a later tier holds the ones before; who holds the last one waits for nobody, so all come through. */
export class BodyRoom {
  #ahead: readonly Tier[];
  readonly #held: Slots[] = [];
  #hasLeft = false;

  constructor(tiers: readonly Tier[]) {
    this.#ahead = tiers;
  }

  /** Whether a body of so many bytes fits at once. */
  has(bytes: number): boolean {
    const [next] = this.#ahead;
    return next === undefined || bytes <= next.above;
  }

  /** Waits until the next size is free. */
  async grow(): Promise<void> {
    const [next, ...later] = this.#ahead;
    if (next === undefined) return;
    this.#ahead = later;
    await next.slots.take();
    if (this.#hasLeft) next.slots.release();
    else this.#held.push(next.slots);
  }

  leave(): void {
    this.#hasLeft = true;
    for (const slots of this.#held.splice(0)) slots.release();
  }
}

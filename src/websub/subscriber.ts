import { randomBytes } from "node:crypto";
import type { Subscription } from "../model/subscription.ts";
import type { PostToHub, SubscriptionBook, WebSubLog } from "./book.ts";
import { advertisedHubs, discover, type Advert, type PolledDocument } from "./discover.ts";
import { hubProblem, type IsOwnHost } from "./hub-address.ts";
import { askHub } from "./hub-requests.ts";
import { memoryMs, nextRenewalAt, patienceMs } from "./lease.ts";

export type SubscriberOptions = {
  readonly book: SubscriptionBook;
  readonly post: PostToHub;
  /** What all callback addresses begin with; null: nothing is subscribed, and what there is ends. */
  readonly base: string | null;
  readonly isOwnHost: IsOwnHost;
  readonly now: () => number;
  readonly log: WebSubLog;
};

/** Half of 200 bytes is the most the specification leaves for a secret in hex; 32 random bytes are plenty. */
const secretBytes = 32;
const tokenBytes = 24;
/** Dealt with at one tick. */
const maxDue = 100;

/** Keeps our subscriptions as the polled documents and the config want them. What it knows is in the book only. */
export class Subscriber {
  readonly #options: SubscriberOptions;
  /** Sources of which it is told already that their hub is not used. */
  readonly #told = new Set<string>();

  constructor(options: SubscriberOptions) {
    this.#options = options;
  }

  /** Whether a hub would be asked for this source, should it advertise one: nothing stands yet. */
  async isOpen(sourceId: string): Promise<boolean> {
    const { base, book } = this.#options;
    return base !== null && !(await book.ofSource(sourceId)).some(isStanding);
  }

  /** A poll brought a whole document: subscribes where it advertises a hub, leaves hubs it does not name any more. */
  async notice(sourceId: string, document: PolledDocument): Promise<void> {
    const { base, book, isOwnHost } = this.#options;
    if (base === null) return;
    const advert = discover(document, isOwnHost);
    const known = (await book.ofSource(sourceId)).filter(isStanding);
    const [fitting] = known.filter((one) => advert !== null && isFor(one, advert));
    for (const other of known) {
      if (advert === null || !isFor(other, advert)) await this.#leave(other);
    }
    if (advert === null) return this.#tellUnused(sourceId, document);
    if (fitting === undefined) return this.#subscribe({ base, sourceId, advert, document });
    if (fitting.documentUrl === document.url) return;
    await book.change(fitting, { documentUrl: document.url });
  }

  /** Once: an operator who wonders why nothing is pushed finds it in the log. */
  #tellUnused(sourceId: string, document: PolledDocument): void {
    const { log, isOwnHost } = this.#options;
    const [hub] = advertisedHubs(document);
    const reason = hub === undefined ? null : hubProblem(hub, isOwnHost);
    if (hub === undefined || reason === null || this.#told.has(sourceId)) return;
    this.#told.add(sourceId);
    log.info({ sourceId, hub: URL.parse(hub)?.host ?? null, reason }, "hub not used");
  }

  /** Renews, gives up, leaves and forgets what is due. */
  async tick(): Promise<void> {
    const { book, base, now } = this.#options;
    // No callback begins with a space: with null, every living subscription is at the wrong place.
    const due = await book.due({ now: now(), base: base ?? " ", limit: maxDue });
    for (const subscription of due) await this.#settle(subscription);
  }

  async #settle(subscription: Subscription): Promise<void> {
    const { book, base, now } = this.#options;
    switch (subscription.state) {
      case "pending":
        if (!this.#isInPlace(subscription)) return void (await this.#leave(subscription));
        await book.change(subscription, { state: "ended", dueAt: now() + memoryMs });
        return;
      case "active":
        if (base === null || !subscription.isWanted) return void (await this.#leave(subscription));
        if (!this.#isInPlace(subscription)) return this.#move(base, subscription);
        return this.#renew(base, subscription);
      case "leaving":
        await book.change(subscription, { state: "ended", dueAt: now() + memoryMs });
        return;
      case "refused":
      case "ended":
        return book.forget(subscription.token);
    }
  }

  #isInPlace({ isWanted, callback }: Subscription): boolean {
    const { base } = this.#options;
    return isWanted && base !== null && callback.startsWith(base);
  }

  /** The present one delivers until the new one is verified (`verified`), or its lease ends. */
  async #renew(base: string, active: Subscription): Promise<void> {
    const { book, now, log } = this.#options;
    const leaseUntil = active.leaseUntil ?? 0;
    if (leaseUntil <= now()) {
      log.info({ sourceId: active.sourceId }, "subscription ran out");
      await book.change(active, { state: "ended", dueAt: now() + memoryMs });
      return;
    }
    // Whoever moves the date renews: two processes on one store do not both ask.
    const isOurs = await book.change(active, { dueAt: nextRenewalAt(leaseUntil, now()) });
    if (isOurs) await this.#subscribeAgain(base, active);
  }

  /** The site has another address: hubs cannot be expected to reach us at the old one, not even once more. */
  async #move(base: string, active: Subscription): Promise<void> {
    if (!(await this.#leave(active))) return;
    await this.#subscribeAgain(base, active);
  }

  async #subscribeAgain(
    base: string,
    { sourceId, hub, topic, documentUrl }: Subscription,
  ): Promise<void> {
    const others = await this.#options.book.ofSource(sourceId);
    if (others.some(({ state }) => state === "pending")) return;
    const document = { url: documentUrl };
    await this.#subscribe({ base, sourceId, advert: { hub, topic }, document });
  }

  /** In the book before the hub is asked: it may verify before it answers. */
  async #subscribe({ base, sourceId, advert, document }: Wanted): Promise<void> {
    const { book, now, log } = this.#options;
    const token = randomBytes(tokenBytes).toString("base64url");
    const subscription: Subscription = {
      token,
      sourceId,
      isWanted: true,
      state: "pending",
      ...advert,
      callback: base + token,
      secret: randomBytes(secretBytes).toString("hex"),
      documentUrl: document.url,
      leaseUntil: null,
      dueAt: now() + patienceMs,
      isTrusted: false,
    };
    await book.add(subscription);
    try {
      const isTaken = await askHub(this.#options, { mode: "subscribe", subscription });
      if (isTaken) log.info({ sourceId, hub: new URL(advert.hub).host }, "hub asked to subscribe");
      else await book.change(subscription, { state: "refused", dueAt: now() + patienceMs });
    } catch (error) {
      // Stopped: the next poll asks again.
      await book.forget(token);
      throw error;
    }
  }

  /** A new subscription was verified: others of its source have done their work. */
  async verified(subscription: Subscription): Promise<void> {
    const { book } = this.#options;
    const others = (await book.ofSource(subscription.sourceId)).filter(
      ({ token, state }) => token !== subscription.token && state === "active",
    );
    if (others.some(({ isTrusted }) => isTrusted)) await book.trust(subscription.sourceId, true);
    for (const other of others) await this.#leave(other);
  }

  /** False where somebody else did. */
  async #leave(subscription: Subscription): Promise<boolean> {
    const { book, now } = this.#options;
    const { state, token } = subscription;
    if (state === "refused") {
      await book.forget(token);
      return true;
    }
    const isOurs = await book.change(subscription, { state: "leaving", dueAt: now() + patienceMs });
    if (isOurs) await askHub(this.#options, { mode: "unsubscribe", subscription });
    return isOurs;
  }
}

type Wanted = {
  readonly base: string;
  readonly sourceId: string;
  readonly advert: Advert;
  readonly document: Pick<PolledDocument, "url">;
};

function isStanding({ state }: Subscription): boolean {
  return state === "pending" || state === "active" || state === "refused";
}

function isFor({ hub, topic }: Subscription, advert: Advert): boolean {
  return hub === advert.hub && topic === advert.topic;
}

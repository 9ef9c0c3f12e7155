import type { Config } from "./model/config.ts";
import type { Source } from "./model/source.ts";
import type { Subscription } from "./model/subscription.ts";
import { fillPages } from "./poll-pages.ts";
import type { PollTools, PollPush } from "./poll-tools.ts";
import { takeDelivery } from "./push-delivery.ts";
import { ownHosts } from "./push-hubs.ts";
import { postToHub } from "./push-post.ts";
import type { Queue } from "./schedule/queue.ts";
import { Reruns } from "./schedule/reruns.ts";
import { sourceStates } from "./store/read-source-states.ts";
import {
  addSubscription,
  changeSubscription,
  dueSubscriptions,
  forgetSubscription,
  subscriptionByToken,
  subscriptionsOf,
  trustHub,
} from "./store/subscriptions.ts";
import type { Store } from "./store/store.ts";
import type { SubscriptionBook } from "./websub/book.ts";
import { callbackBase } from "./websub/callback-base.ts";
import { CallbackDesk, type Callbacks, type Delivery } from "./websub/callbacks.ts";
import { Subscriber } from "./websub/subscriber.ts";

export type PushOptions = {
  readonly config: Config;
  readonly siteUrl: string;
  readonly queue: Queue;
  readonly tools: Omit<PollTools, "push">;
};

/** Subscriptions are looked after so often; a lease of a minute is still renewed in time. */
const tickMs = 5_000;

/** WebSub for one config: subscribes after polls, answers hubs, hands deliveries on. */
export class Push implements PollPush {
  readonly callbacks: Callbacks;
  /** Whether polls are of interest; without, subscriptions only end. */
  readonly isSubscribing: boolean;
  readonly #options: PushOptions;
  readonly #subscriber: Subscriber;
  readonly #desk: CallbackDesk;
  readonly #stopping = new AbortController();
  readonly #underway = new Set<Promise<void>>();
  readonly #filling = new Reruns();
  readonly #timer: NodeJS.Timeout;
  #isTicking = false;

  constructor(options: PushOptions) {
    const { config, siteUrl, queue, tools } = options;
    const ways = { queue, fetcher: tools.fetcher };
    const { now, log } = tools;
    const book = bookOf(tools.store);
    const base = callbackBase(config, siteUrl);
    this.#options = options;
    this.isSubscribing = base !== null;
    this.#subscriber = new Subscriber({
      book,
      base,
      post: (hub, form, sourceId) => {
        const proxy = this.#source(sourceId)?.proxy ?? null;
        return postToHub(ways, { hub, form, proxy, signal: this.#stopping.signal });
      },
      isOwnHost: ownHosts(config.poll),
      now,
      log,
    });
    this.#desk = new CallbackDesk({
      book,
      onVerified: (subscription) => this.#subscriber.verified(subscription),
      take: (subscription, delivery) => this.#take(subscription, delivery),
      maxBodyBytes: config.poll.maxBodyBytes,
      now,
      log,
    });
    this.callbacks = this.#desk;
    this.#timer = setInterval(() => this.#tick(), tickMs).unref();
    this.#tick();
  }

  /** Does not hold up the poll: the hub has to be waited for, perhaps at the very host the poll's turn is at. */
  polled(sourceId: string, document: Parameters<PollPush["polled"]>[1]): void {
    this.#run(async () => {
      const { store } = this.#options.tools;
      if (document.feed === null && !(await this.#subscriber.isOpen(sourceId))) return;
      const feed = document.feed ?? (await sourceStates(store, [sourceId])).get(sourceId)?.feed;
      if (feed) await this.#subscriber.notice(sourceId, { ...document, feed });
    });
  }

  /** Asks no hub any more; deliveries are still taken. */
  retire(): void {
    clearInterval(this.#timer);
    this.#stopping.abort(new Error("Feedloom is stopping."));
  }

  async close(): Promise<void> {
    this.retire();
    await Promise.allSettled(this.#underway);
    await this.#desk.close();
  }

  #tick(): void {
    if (this.#isTicking) return;
    this.#isTicking = true;
    this.#run(async () => {
      try {
        await this.#subscriber.tick();
      } finally {
        this.#isTicking = false;
      }
    });
  }

  #run(work: () => Promise<void>): void {
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    const running = work()
      .catch((err: unknown) => {
        if (!signal.aborted) this.#options.tools.log.error({ err }, "subscribing broke off");
      })
      .finally(() => this.#underway.delete(running));
    this.#underway.add(running);
  }

  async #take({ sourceId, documentUrl }: Subscription, { body, contentType }: Delivery) {
    const source = this.#source(sourceId);
    if (source === undefined || !source.enabled) return;
    await takeDelivery(this.#options.tools, { source, body, contentType, url: documentUrl });
    // Apart from the deliveries that follow: pages take their time.
    if (!source.fullText) return;
    const { host } = new URL(documentUrl);
    this.#run(() => this.#filling.run(sourceId, () => this.#fillPages(source, host)));
  }

  #source(sourceId: string | null): Source | undefined {
    return this.#options.config.sources.find(({ id }) => id === sourceId);
  }

  async #fillPages(source: Source, host: string): Promise<void> {
    const { tools, queue } = this.#options;
    const { signal } = this.#stopping;
    await queue.run([{ host }], {
      signal,
      worker: (_item, turn) => fillPages({ tools, source, turn, signal }),
      onResting: async () => {},
    });
  }
}

function bookOf(store: Store): SubscriptionBook {
  return {
    byToken: (token) => subscriptionByToken(store, token),
    ofSource: (sourceId) => subscriptionsOf(store, sourceId),
    due: (query) => dueSubscriptions(store, query),
    add: (subscription) => addSubscription(store, subscription),
    change: (seen, change) => changeSubscription(store, seen, change),
    forget: (token) => forgetSubscription(store, token),
    trust: (sourceId, isTrusted) => trustHub(store, sourceId, isTrusted),
  };
}

import type { Subscription } from "../model/subscription.ts";
import type { SubscriptionBook, WebSubLog } from "./book.ts";
import { hubWords } from "./hub-words.ts";
import { isSigned } from "./signature.ts";
import { answerVerification } from "./verification.ts";

/** What a hub sends to a callback address. */
export type Delivery = {
  /** `X-Hub-Signature` as it came. */
  readonly signature: string | null;
  readonly contentType: string | null;
  readonly body: Uint8Array;
};

/** What hubs call, as the server answers it. */
export type Callbacks = {
  /** Of a delivery. */
  readonly maxBodyBytes: number;
  /** Whether a delivery to this address is worth reading. */
  isKnown(token: string): Promise<boolean>;
  /** The text to answer 200 with; null: 404. */
  verify(token: string, query: URLSearchParams): Promise<string | null>;
  /** The status to answer: quickly, before the delivery is read. */
  deliver(token: string, delivery: Delivery): Promise<202 | 404 | 410 | 503>;
};

export type CallbacksOptions = {
  readonly book: SubscriptionBook;
  /** A subscription was verified just now. */
  readonly onVerified: (subscription: Subscription) => Promise<void>;
  /** Reads and stores a delivery that is the hub's own. Rejects only on a bug. */
  readonly take: (subscription: Subscription, delivery: Delivery) => Promise<void>;
  readonly maxBodyBytes: number;
  readonly now: () => number;
  readonly log: WebSubLog;
};

/** Deliveries of one source that may wait; hubs send again what is answered 503. */
const maxWaiting = 4;
/** Of all sources: each holds a body. */
const maxWaitingInAll = 32;

const tokenPattern = /^[\w-]{16,64}$/;

/** Answers hubs. A subscription is known by its callback address alone, never by what a delivery says of itself. */
export class CallbackDesk implements Callbacks {
  readonly #options: CallbacksOptions;
  /** By source, the deliveries that are being read or wait, as one promise and a number. */
  readonly #lines = new Map<string, { waiting: number; end: Promise<void> }>();
  readonly #underway = new Set<Promise<void>>();

  constructor(options: CallbacksOptions) {
    this.#options = options;
  }

  get maxBodyBytes(): number {
    return this.#options.maxBodyBytes;
  }

  async isKnown(token: string): Promise<boolean> {
    return (await this.#find(token)) !== null;
  }

  async verify(token: string, query: URLSearchParams): Promise<string | null> {
    const { book, now, log, onVerified } = this.#options;
    const known = await this.#find(token);
    if (known === null) return null;
    const { body, change } = answerVerification(known, query, now());
    if (change === null) return null;
    if (!(await book.change(known, change))) return null;
    const { sourceId } = known;
    if (change.state === "refused") {
      const reason = hubWords(query.get("hub.reason") ?? "", known);
      log.warn({ sourceId, reason }, "hub denied subscription");
    } else log.info({ sourceId, state: change.state }, "hub verified subscription");
    if (change.state === "active" && known.state === "pending") {
      // After the answer: old subscriptions are given up only once the hub has the new one.
      this.#keep(setImmediateThen(() => onVerified({ ...known, ...change })));
    }
    return body;
  }

  async deliver(token: string, delivery: Delivery): Promise<202 | 404 | 410 | 503> {
    const { log } = this.#options;
    const known = await this.#find(token);
    if (known === null || known.state === "pending") return 404;
    if (known.state !== "active" || !known.isWanted) return 410;
    const { sourceId, secret } = known;
    const { signature, body } = delivery;
    if (!isSigned(body, { signature, secret })) {
      // As if all were well (WebSub 7.1): whoever tries keys learns nothing.
      log.warn({ sourceId, bytes: body.byteLength }, "delivery without a right signature ignored");
      return 202;
    }
    return this.#enqueue(known, delivery) ? 202 : 503;
  }

  /** Resolves when nothing is being read any more. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#underway);
  }

  async #find(token: string): Promise<Subscription | null> {
    return tokenPattern.test(token) ? this.#options.book.byToken(token) : null;
  }

  /** One delivery of a source after the other: they may tell of the same entries. */
  #enqueue(known: Subscription, delivery: Delivery): boolean {
    const { sourceId } = known;
    const line = this.#lines.get(sourceId) ?? { waiting: 0, end: Promise.resolve() };
    if (line.waiting >= maxWaiting || this.#underway.size >= maxWaitingInAll) return false;
    line.waiting += 1;
    line.end = line.end
      .then(() => this.#options.take(known, delivery))
      .catch((err: unknown) => this.#options.log.error({ err, sourceId }, "delivery broke off"))
      .finally(() => {
        line.waiting -= 1;
        if (line.waiting === 0) this.#lines.delete(sourceId);
      });
    this.#lines.set(sourceId, line);
    this.#keep(line.end);
    return true;
  }

  #keep(work: Promise<void>): void {
    const ending = work
      .catch((err: unknown) => this.#options.log.error({ err }, "subscription not settled"))
      .finally(() => this.#underway.delete(ending));
    this.#underway.add(ending);
  }
}

function setImmediateThen(work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    setImmediate(() => void work().then(resolve, reject));
  });
}

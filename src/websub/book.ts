import type { Subscription } from "../model/subscription.ts";

/** What the subscriber remembers, as the store keeps it (`store/subscriptions.ts`). */
export type SubscriptionBook = {
  byToken(token: string): Promise<Subscription | null>;
  ofSource(sourceId: string): Promise<readonly Subscription[]>;
  /** Those that are due, and living ones of unwanted sources or with a callback elsewhere than below `base`. */
  due(query: {
    readonly now: number;
    readonly base: string;
    readonly limit: number;
  }): Promise<readonly Subscription[]>;
  add(subscription: Subscription): Promise<void>;
  /** False where it is not as it was `seen` any more. */
  change(
    seen: Pick<Subscription, "token" | "sourceId" | "state" | "dueAt">,
    change: Partial<Pick<Subscription, "state" | "leaseUntil" | "dueAt" | "documentUrl">>,
  ): Promise<boolean>;
  forget(token: string): Promise<void>;
  /** Whether all that is new comes through the source's hub. */
  trust(sourceId: string, isTrusted: boolean): Promise<void>;
};

/** Posts a form to a hub, guarded and paced; throws FetchError. `sourceId`: whose hub it is; null: ours. */
export type PostToHub = (
  hub: string,
  form: Readonly<Record<string, string>>,
  sourceId: string | null,
) => Promise<{ readonly status: number; readonly text: string }>;

export type WebSubLog = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};

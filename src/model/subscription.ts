/**
 * `pending`: asked for, not verified by the hub yet. `active`: the hub delivers. `leaving`: we asked the hub to stop.
 * `refused`: the hub did not want us. `ended`: over; remembered so that late deliveries can be told so.
 */
export type SubscriptionState = "pending" | "active" | "leaving" | "refused" | "ended";

/** A WebSub subscription of ours at a publisher's hub. Instants are milliseconds since the epoch. */
export type Subscription = {
  /** Names it in its callback address: random, unguessable, never used twice. */
  readonly token: string;
  readonly sourceId: string;
  /** Whether the config still names and enables its source. */
  readonly isWanted: boolean;
  readonly state: SubscriptionState;
  readonly hub: string;
  /** The address the publisher calls its feed by (`self`). */
  readonly topic: string;
  /** Our public address for the hub. */
  readonly callback: string;
  /** Key of the signatures of deliveries. */
  readonly secret: string;
  /** Where the source's last polled document came from: base of relative addresses in deliveries too. */
  readonly documentUrl: string;
  /** Counted from verification; null: not verified. */
  readonly leaseUntil: number | null;
  /** When something has to be done about it: renewed, given up or forgotten. */
  readonly dueAt: number;
  /** Whether everything new has come through the hub since it last delivered: polling may be slow. */
  readonly isTrusted: boolean;
};

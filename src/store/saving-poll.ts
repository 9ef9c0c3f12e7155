import type { IncomingFeed } from "../model/stored.ts";
import type { Join } from "./join.ts";
import type { PollFacts } from "./save-outcome.ts";

/** What a poll that brought a document gives the store. */
export type ReadPoll = {
  readonly facts: PollFacts;
  readonly feed: IncomingFeed;
  /** Version of the code that made `derived` and `features`. */
  readonly derivedVersion: number;
  readonly futureDates: "clamp" | "keep" | "skip";
  readonly join: Join;
};

/** What a hub's delivery gives the store: entries, and nothing about the source itself. */
export type ReadDelivery = Omit<ReadPoll, "facts"> & {
  readonly sourceId: string;
  readonly now: number;
};

/** A poll or delivery while it is being saved: with what the store knows of its source. */
export type SavingPoll = Omit<ReadPoll, "facts"> & {
  readonly facts: Pick<PollFacts, "now">;
  readonly source: {
    readonly num: number;
    readonly id: string;
    /** Where it is polled, as configured and where it moved. */
    readonly urls: readonly string[];
  };
  /** Identities in the document. */
  readonly listed: ReadonlySet<string>;
};

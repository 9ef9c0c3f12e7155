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

/** A poll while it is being saved: with what the store knows of its source. */
export type SavingPoll = ReadPoll & {
  readonly source: {
    readonly num: number;
    readonly id: string;
    /** Where it is polled, as configured and where it moved. */
    readonly urls: readonly string[];
  };
  /** Identities in the document. */
  readonly listed: ReadonlySet<string>;
};

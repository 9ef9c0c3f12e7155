import type { Fetcher } from "./fetch/fetcher.ts";
import type { Place } from "./model/place.ts";
import type { Logger } from "./log.ts";
import type { PollSettings } from "./model/config.ts";
import type { FeedInfo } from "./model/feed.ts";
import type { Source } from "./model/source.ts";
import type { PagePool } from "./page-pool.ts";
import type { ReadPool } from "./read-pool.ts";
import type { BodyRooms } from "./schedule/body-rooms.ts";
import type { Slots } from "./schedule/slots.ts";
import type { Turn } from "./schedule/queue.ts";
import type { Join } from "./store/join.ts";
import type { PolledState } from "./store/polled-state.ts";
import type { Store } from "./store/store.ts";

/** What polls are made with; built once for many (pipeline.ts). */
export type PollTools = {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly readPool: ReadPool;
  readonly pagePool: PagePool;
  /** Memory for bodies on their way. */
  readonly bodyRooms: BodyRooms;
  /** The same for article pages: they wait to be read one by one, and must hold up no feed. */
  readonly pageRooms: BodyRooms;
  /** Documents that are read and saved at once: all the others wait as the bytes they came as. */
  readonly intake: Slots;
  /** One of them is saved at a time: the event loop turns between any two of their transactions. */
  readonly saving: Slots;
  readonly join: Join;
  readonly settings: PollSettings;
  /** Of a new source's entries only so many are shown; 0: all. */
  readonly newSourceLimit: number;
  readonly timezone: string;
  readonly log: Logger;
  /** Takes secrets out of a sentence that will be shown. */
  readonly redact: (text: string) => string;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Leaves a host alone after a 429, and says whether it said 429 lately. */
  readonly hosts: {
    rest(host: string, until: number): void;
    wasLimited(host: string): boolean;
  };
  /** null: hubs are not used (the `poll` command has no address for them). */
  readonly push: PollPush | null;
};

/** Who hears of polled documents, to subscribe at their hubs. */
export type PollPush = {
  /** `feed`: what the document says; null: it is the one of last time. */
  polled(
    sourceId: string,
    document: {
      readonly links: readonly string[];
      /** Where the document came from. */
      readonly url: string;
      readonly feed: FeedInfo | null;
    },
  ): void;
};

export type PollOptions = {
  readonly source: Source;
  /** Where it is asked. */
  readonly place: Place;
  /** As it was when the source was leased; nobody else changes it since. */
  readonly state: PolledState;
  readonly turn: Turn;
  readonly signal: AbortSignal;
};

/** A poll under way. */
export type Poll = PollOptions & { readonly tools: PollTools };

import type { Generated, Kysely } from "kysely";
import type { Outcome, Source } from "../model/source.ts";
import type { SubscriptionState } from "../model/subscription.ts";

/**
 * The tables as the last migration leaves them. Instants are milliseconds since the epoch, flags 0 or 1, JSON is text.
 * Inside the database a source goes by its number (`num`): it survives a new address in the config and is small in
 * every row that names it.
 */
export type Schema = {
  readonly source: SourceTable;
  readonly source_time: SourceTimeTable;
  readonly source_document: SourceDocumentTable;
  readonly source_former: SourceFormerTable;
  readonly host: HostTable;
  readonly entry: EntryTable;
  readonly entry_content: EntryContentTable;
  readonly entry_archived: EntryArchivedTable;
  readonly entry_key: EntryKeyTable;
  readonly post: PostTable;
  readonly post_entry: PostEntryTable;
  readonly former_post: FormerPostTable;
  readonly subscription: SubscriptionTable;
  readonly meta: MetaTable;
};

/** The connection, or a transaction on it. */
export type Database = Kysely<Schema>;

type SourceTable = {
  num: Generated<number>;
  /** The id in our addresses, from the configured address. */
  id: string;
  url: string;
  /** `url` as a redirect would say it (`bareAddress`). */
  address: string | null;
  /** Whether the config names and enables it; the posts of others are not published. */
  isActive: number;
  inactiveAt: number | null;
  /** When the config first named it. */
  addedAt: number | null;
  movedTo: string | null;
  /** When it moved there, as far as polls can tell. */
  movedAt: number | null;
  etag: string | null;
  lastModified: string | null;
  /** How long that document is fresh, as its answer said and later 304s. */
  cacheControl: string | null;
  expires: string | null;
  /** Where the last usable answer came from, after all redirects. */
  finalUrl: string | null;
  bodyHash: string | null;
  outcome: Outcome | null;
  status: number | null;
  error: string | null;
  errorReason: string | null;
  failures: Generated<number>;
  failingSince: number | null;
  /** First failure of the last row of failures, over or not. */
  brokeAt: number | null;
  /** What the first failure of that row said. */
  brokeError: string | null;
  /** The first success after a row of failures. */
  backAt: number | null;
  /** First successful poll. */
  firstPollAt: number | null;
  lastUpdatedAt: number | null;
  /** `timesOf` the config, as JSON; null: not known. */
  times: string | null;
  goneAt: number | null;
  entries: Generated<number>;
  hasWeakGuids: Generated<number>;
  hasWeakLinks: Generated<number>;
  /** The config's `futureDates` that its entries are placed by; null: not known yet. */
  futureDates: Source["futureDates"] | null;
  /** Whether its entries are shown with what their pages gave (`fullText`). */
  showsPages: Generated<number>;
};

/** When each source was and is polled, and who polls it now. Every poll writes it twice, so its rows are small. */
type SourceTimeTable = {
  source: number;
  lastPollAt: number | null;
  /** Last successful poll: until then everything in its last document was listed. */
  lastListedAt: number | null;
  nextPollAt: number | null;
  /** What its publisher wished when it was planned, whatever the schedule says. */
  notBeforeAt: number | null;
  /** When its own rhythm has it polled, where `nextPollAt` is later because a hub delivers; null: it is not. */
  ownPollAt: number | null;
  restUntil: number | null;
  leaseOwner: string | null;
  leaseUntil: number | null;
};

/** What only a new document changes. */
type SourceDocumentTable = {
  source: number;
  /** `FeedInfo` as JSON. */
  feed: string;
  /** Its `PollHints` once more, as JSON: all that most polls need of it. */
  hints: string;
  /** `Arrivals` as JSON. */
  arrivals: string;
  /** The newest of the arrivals. */
  newestAt: number | null;
};

/** How a source looked in archives up to this block, until a later look. */
type SourceFormerTable = {
  source: number;
  block: number;
  /** `SourceLook` as JSON. */
  look: string;
};

type HostTable = {
  host: string;
  restUntil: number;
  /** When it answered 429 last. */
  limitedAt: number | null;
};

/** Who an entry is and when it was there. Small, and kept after its content is pruned: the memory of identities. */
type EntryTable = {
  id: Generated<number>;
  source: number;
  identity: string;
  contentHash: string;
  url: string | null;
  publishedAt: number | null;
  updatedAt: number | null;
  /** The date it came with, once and for ever; null: there was none, or an impossible one. */
  datedAt: number | null;
  firstSeenAt: number;
  /** When its source last listed it; null: it is in the source's last document. */
  lastListedAt: number | null;
  editedAt: number | null;
  prunedAt: number | null;
  /** Place in the order of posts, once and for ever (DESIGN section 8, "Order"). */
  sortAt: number;
  /** Place in its document when first seen. */
  position: number;
  /** Place by date among the entries of its source's first poll, from 0; null: came later. */
  backlogRank: number | null;
};

type EntryContentTable = {
  entryId: number;
  /** `ParsedEntry` as JSON. */
  raw: string;
  /** `DerivedEntry` as JSON. */
  derived: string;
  /** What dedup compares, as JSON. */
  features: string;
  derivedVersion: number;
  /** When it was settled whether the article's page gives something; null: it has still to be asked for. */
  pageTriedAt: number | null;
  /** How often it was asked for in vain. */
  pageTries: Generated<number>;
  /** Before then nobody asks for it: somebody does already, or it could not be had for the moment. `neverAt`: it is a wall. */
  pageRetryAt: number | null;
  /** `PageText` as JSON; null: not asked for, or it gave nothing. */
  page: string | null;
  /** `DerivedEntry` of entry and page together, as JSON. */
  pageDerived: string | null;
};

/** What an entry said when its archive was full, if it says something else since: edited, or shown with its page. */
type EntryArchivedTable = {
  entryId: number;
  raw: string;
  derived: string;
  derivedVersion: number;
  pageDerived: string | null;
  editedAt: number | null;
};

type EntryKeyTable = {
  /** Kind and hash of a `CandidateKey` in one 64-bit number: an index of millions of rows stays small. */
  key: bigint;
  entryId: number;
};

type PostTable = {
  id: Generated<number>;
  atomId: string;
  /** How good its claim on `atomId` is (`atom-id.ts`). */
  idClaim: number;
  shownEntryId: number;
  sortAt: number;
  /** Orders posts of equal `sortAt`: by source, then as in the document; greater is shown first. */
  tieBreak: number;
};

type PostEntryTable = {
  entryId: number;
  postId: number;
  reason: string;
  evidence: string;
};

/** A post that was merged into another: what it was, should a person take the merge apart. */
type FormerPostTable = {
  /** The entry it showed. */
  entryId: number;
  /** Given to no other article. */
  atomId: string;
  idClaim: number;
  sortAt: number;
  tieBreak: number;
};

type SubscriptionTable = {
  token: string;
  source: number;
  state: SubscriptionState;
  hub: string;
  topic: string;
  callback: string;
  secret: string;
  documentUrl: string;
  leaseUntil: number | null;
  dueAt: number;
  isTrusted: Generated<number>;
};

type MetaTable = {
  name: string;
  value: number;
  text: Generated<string | null>;
};

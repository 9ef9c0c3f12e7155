/** Raise with every change of what is stored: features of another version are made again from the raw entry. */
export const featuresVersion = 2;

/** What dedup compares of an entry: made once per entry version, stored as JSON beside it. */
export type EntryFeatures = {
  readonly version: number;
  readonly sourceId: string;
  /** Key of the feed's address (`urlKey`). */
  readonly feedKey: string;
  /** As given; null where missing or where it stands on other articles too. */
  readonly guid: string | null;
  /** Keys of the addresses the article stands at: link, origLink, canonical, a guid that is an address. No home pages, none shared by articles. */
  readonly urls: readonly string[];
  /** Keys of addresses the text names as its original ("Originally published at …"). */
  readonly credits: readonly string[];
  /** Keys of the feed it was republished from (atom:source, RSS source). */
  readonly origin: readonly string[];
  /** `comparableTitle`. */
  readonly title: string;
  /** Words of author, hosts and origin feed: what may frame a title. */
  readonly names: readonly string[];
  /** Milliseconds since the epoch. */
  readonly publishedAt: number | null;
  /** Key of the attached media file. */
  readonly media: string | null;
  /** `TextSketch`, packed. */
  readonly head: string;
  readonly smallest: string;
  readonly words: number;
  /** Hash of the numbers in the text: templates differ in nothing else. 0: none. */
  readonly numbers: number;
  /** Words outside block quotes; null where nothing is quoted. */
  readonly ownWords: number | null;
  /** Whether it begins with somebody else's words. */
  readonly opensWithQuote: boolean;
  /** Words of the credit line at its head or of the author ("By Jo Doe of RNZ"), lower case. */
  readonly creditLine: readonly string[];
  readonly isComment: boolean;
  readonly isVideo: boolean;
};

/** What most entries do not have is not stored. */
export const unsaid = {
  guid: null,
  urls: [],
  credits: [],
  origin: [],
  names: [],
  media: null,
  smallest: "",
  numbers: 0,
  ownWords: null,
  opensWithQuote: false,
  creditLine: [],
  isComment: false,
  isVideo: false,
} as const satisfies Partial<EntryFeatures>;

/** A piece of text with the type its author gave it. XHTML and base64 are settled before: both arrive as `html` or `text`. */
export type Text = {
  readonly value: string;
  readonly type: "text" | "html";
};

export type Person = {
  readonly name: string | null;
  readonly email: string | null;
  readonly url: string | null;
};

/** An attached media file (RSS enclosure, Atom link rel="enclosure", JSON Feed attachment, media:content of audio or video). */
export type Enclosure = {
  /** Absolute. */
  readonly url: string;
  readonly type: string | null;
  /** Bytes, as stated by the feed. */
  readonly length: number | null;
};

/** Where an image candidate was named; the order of this list is the order of preference for the cover (DESIGN section 8). */
export const imagePlaces = [
  "media:thumbnail",
  "media:content",
  "enclosure",
  "itunes:image",
  "content",
  "page",
] as const;

export type ImageCandidate = {
  /** Absolute. */
  readonly url: string;
  readonly place: (typeof imagePlaces)[number];
  /** Media type, where the feed states one. */
  readonly type?: string;
  /** Pixels, where the feed states them. */
  readonly width: number | null;
  readonly height: number | null;
};

/** The feed an entry was republished from (atom:source, RSS source). */
export type EntryOrigin = {
  readonly id: string | null;
  readonly title: string | null;
  readonly url: string | null;
};

export type FeedFormat = "rss" | "rdf" | "atom" | "json" | "cdf";

/** When the publisher wants to be asked, as the document says it (RSS ttl, skipHours, skipDays; RSS 1.0 syndication module). */
export type PollHints = {
  readonly ttlMinutes: number | null;
  /** 0–23, GMT. */
  readonly skipHours: readonly number[];
  /** 0 (Sunday) – 6, GMT. */
  readonly skipDays: readonly number[];
  /** sy:updatePeriod / sy:updateFrequency. */
  readonly updateEveryMs: number | null;
};

/** What a document says about the feed itself. URLs are absolute, texts are plain. */
export type FeedInfo = {
  readonly format: FeedFormat;
  readonly id: string | null;
  readonly title: string | null;
  readonly subtitle: string | null;
  /** The site (alternate link). */
  readonly link: string | null;
  readonly selfUrl: string | null;
  readonly hubUrls: readonly string[];
  readonly language: string | null;
  /** ISO 8601 UTC. */
  readonly updated: string | null;
  readonly rights: string | null;
  readonly authors: readonly Person[];
  readonly imageUrl: string | null;
  readonly hints: PollHints;
};

/** One entry as its document says it: nothing sanitised, nothing made up. This is what the store keeps as `raw`. */
export type ParsedEntry = {
  /** The guid / atom:id / rdf:about / JSON id as given, not changed by a byte. */
  readonly id: string | null;
  /** The article's address, absolute. */
  readonly url: string | null;
  readonly title: Text | null;
  readonly summary: Text | null;
  /** What the feed declares as content (content:encoded, atom:content, content_html/content_text, xhtml:body). */
  readonly content: Text | null;
  /** Base of relative references inside summary and content: the xml:base chain, then the document's URL. */
  readonly baseUrl: string | null;
  readonly language: string | null;
  /** The entry's own authors, else the feed's. */
  readonly authors: readonly Person[];
  readonly categories: readonly string[];
  /** ISO 8601 UTC, years 1–9999, null where missing or unreadable. */
  readonly published: string | null;
  readonly updated: string | null;
  readonly images: readonly ImageCandidate[];
  readonly enclosures: readonly Enclosure[];
  /** feedburner:origLink and the like: the article's address before a redirector. */
  readonly origLink: string | null;
  /** link rel="canonical". */
  readonly canonicalUrl: string | null;
  readonly origin: EntryOrigin | null;
  readonly commentsUrl: string | null;
  readonly rights: string | null;
};

/** A document read by the parse station. Entries keep the document's order. */
export type FeedDocument = {
  readonly feed: FeedInfo;
  readonly entries: readonly ParsedEntry[];
  /** Whether the document came to its end: one that was cut off lists less than its publisher wrote. */
  readonly isWhole: boolean;
};

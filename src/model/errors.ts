/** Expected failures of a poll. Each carries a closed reason and the cause; poll.ts is the one place that catches them. */

export type FetchReason =
  | "timeout"
  | "dns"
  | "tls"
  | "connection"
  | "status"
  | "gone"
  | "rate-limited"
  | "too-large"
  | "too-many-redirects"
  | "bad-redirect"
  | "blocked-address"
  | "bad-encoding"
  | "bad-response";

export type FetchErrorDetails = {
  /** HTTP status where an answer came. */
  readonly status?: number;
  /** Response fields that say when to come again. */
  readonly caching?: CachingFields;
  /** Host (host:port) that answered; a 429 rests it. */
  readonly host?: string;
  readonly cause?: unknown;
};

/** The response fields that say when a representation may be asked for again, as they came. */
export type CachingFields = {
  readonly cacheControl: string | null;
  readonly age: string | null;
  readonly expires: string | null;
  readonly date: string | null;
  readonly retryAfter: string | null;
  /** Retry-After of a redirect on the way, which counts however the way ended. */
  readonly redirectRetryAfter: string | null;
};

/** `message` is one sentence for the operator, without credentials. */
export class FetchError extends Error {
  override readonly name = "FetchError";
  readonly reason: FetchReason;
  readonly status: number | null;
  readonly caching: CachingFields | null;
  readonly host: string | null;

  constructor(reason: FetchReason, message: string, details: FetchErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.reason = reason;
    this.status = details.status ?? null;
    this.caching = details.caching ?? null;
    this.host = details.host ?? null;
  }
}

/**
 * `not-a-feed`: something else (text, an image, unknown XML); `html-page`: a web page; `empty`: no bytes or only blanks;
 * `malformed`: a feed whose syntax cannot be read; `too-complex`: beyond the bounds on depth, nodes or attributes.
 */
export type ParseReason =
  | "not-a-feed"
  | "html-page"
  | "empty"
  | "malformed"
  | "too-complex"
  | "encoding";

/** Where in a document a problem stands: 1-based, with the text around it. */
export type DocumentPosition = {
  readonly line: number;
  readonly column: number;
  readonly near: string;
};

export type ParseErrorDetails = {
  readonly position?: DocumentPosition;
  /** Feeds that an HTML page announces. */
  readonly announcedFeeds?: readonly string[];
  readonly cause?: unknown;
};

/** `message` is one sentence for the operator; it names the position where there is one. */
export class ParseError extends Error {
  override readonly name = "ParseError";
  readonly reason: ParseReason;
  readonly position: DocumentPosition | null;
  readonly announcedFeeds: readonly string[];

  constructor(reason: ParseReason, message: string, details: ParseErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.reason = reason;
    this.position = details.position ?? null;
    this.announcedFeeds = details.announcedFeeds ?? [];
  }
}

/** A source as the config names it, with defaults filled in. */
export type Source = {
  /** First 12 hex digits of SHA-256 of the address as the file has it, `${NAME}` unfilled: no secret is hashed into it. */
  readonly id: string;
  /** As configured, `${NAME}` filled in; may hold userinfo: never publish or log it, use `publicUrl`. */
  readonly url: string;
  /** `url` without userinfo and without values that came from the environment; what may be shown. */
  readonly publicUrl: string;
  /** What `${NAME}` stood for in its address, headers and proxy: never published. */
  readonly secrets: readonly string[];
  readonly name: string | null;
  readonly tags: readonly string[];
  /** Cron expression of its own, or null for the adaptive rhythm. */
  readonly schedule: string | null;
  readonly minIntervalMs: number;
  /** At least `minIntervalMs`. */
  readonly maxIntervalMs: number;
  readonly fullText: boolean;
  readonly futureDates: "clamp" | "keep" | "skip";
  /** At most so many of its posts in a published feed; 0 = no limit. */
  readonly limit: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly proxy: string | null;
  readonly allowInsecureTls: boolean;
  readonly isPrivate: boolean;
  readonly keep: readonly Rule[];
  readonly drop: readonly Rule[];
  readonly enabled: boolean;
};

/** All fields of one rule must match; of several rules one. Patterns are case-insensitive. */
export type Rule = {
  readonly title?: RegExp;
  readonly content?: RegExp;
  readonly author?: RegExp;
  readonly category?: RegExp;
  readonly url?: RegExp;
  /** A source's address or name. */
  readonly source?: string;
};

/** The two validators of a representation, byte for byte as they came (RFC 9110 8.8). */
export type Validators = {
  readonly etag: string | null;
  readonly lastModified: string | null;
};

/** How long a representation is fresh, in the fields that came with it; a 304 without them leaves them as they are. */
export type Lifetime = {
  readonly cacheControl: string | null;
  readonly expires: string | null;
};

/** Of an answer that has none. */
export const noValidators: Validators = { etag: null, lastModified: null };

export type Outcome = "updated" | "unchanged" | "failed" | "gone";

import type { Rule, Source } from "./source.ts";

/** The whole config, defaults filled in, durations in milliseconds, sizes in bytes. */
export type Config = {
  readonly title: string;
  readonly subtitle: string;
  /** Public address with a trailing slash; null: follows the listening port. */
  readonly url: string | null;
  readonly language: string;
  readonly timezone: string;
  readonly schedule: string;
  readonly poll: PollSettings;
  readonly posts: PostSettings;
  readonly retention: RetentionSettings;
  readonly dedup: DedupSettings;
  readonly keep: readonly Rule[];
  readonly drop: readonly Rule[];
  readonly outputs: readonly Output[];
  readonly hub: string | null;
  readonly quietAfterMs: number;
  /** In the config's order, disabled ones included. */
  readonly sources: readonly Source[];
};

export type PollSettings = {
  readonly minIntervalMs: number;
  readonly maxIntervalMs: number;
  readonly concurrency: number;
  readonly perHost: number;
  readonly perHostDelayMs: number;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  /** '' = the default, Feedloom/VERSION (+url). */
  readonly userAgent: string;
  /** true, false, or the hosts (host or host:port) that may be private. */
  readonly allowPrivateAddresses: boolean | readonly string[];
  readonly webSub: "auto" | boolean;
};

export type PostSettings = {
  readonly limit: number;
  readonly perPage: number;
  readonly summaryWords: number;
  readonly content: "full" | "summary";
  readonly newSourceLimit: number;
  readonly perSourceLimit: number;
};

export type RetentionSettings = {
  readonly days: number;
  readonly minPerSource: number;
};

/** Pairs of entry addresses or source addresses. */
export type DedupSettings = {
  readonly enabled: boolean;
  readonly never: readonly (readonly [string, string])[];
  readonly always: readonly (readonly [string, string])[];
};

/** A named output (`/PATH/atom.xml` …). */
export type Output = {
  readonly path: string;
  readonly title: string | null;
  readonly tags: readonly string[];
  readonly sources: readonly string[];
  readonly keep: readonly Rule[];
  readonly drop: readonly Rule[];
  readonly limit: number | null;
  readonly content: "full" | "summary" | null;
};

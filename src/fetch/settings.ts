/** What bounds every request. */
export type FetchSettings = {
  /** Of the whole fetch with its redirects. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  /** Silence while an answer is awaited or under way. */
  readonly idleTimeoutMs: number;
  /** After decompression, and on the wire. */
  readonly maxBodyBytes: number;
  /** Feedloom/VERSION (+url), or the operator's own. */
  readonly userAgent: string;
  /** true, false, or the hosts (host or host:port) that may be private. */
  readonly allowPrivateAddresses: boolean | readonly string[];
};

/** The two limits the config does not name (DESIGN section 5: connect 10 s, silence 20 s). */
export const defaultTimeouts = { connectTimeoutMs: 10_000, idleTimeoutMs: 20_000 } as const;

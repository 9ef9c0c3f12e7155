/** How long a 429 is remembered. */
export const rememberedMs = 86_400_000;

/** What is remembered of a host that answered 429. Instants are milliseconds since the epoch. */
export type HostRest = {
  /** host:port. */
  readonly host: string;
  readonly restUntil: number;
  /** When it said so last; null: not known any more. */
  readonly limitedAt: number | null;
};

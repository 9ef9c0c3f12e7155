const minMs = Date.parse("0001-01-01T00:00:00Z");
const maxMs = Date.parse("9999-12-31T23:59:59Z");

/** Milliseconds since the epoch; null when `value` is missing, unreadable or outside the years 1–9999 (RFC 3339). */
export function dateMs(value: string | null): number | null {
  if (value === null) return null;
  const ms = Date.parse(value);
  return ms >= minMs && ms <= maxMs ? ms : null;
}

/** ISO 8601 UTC. */
export function isoDate(ms: number): string {
  return new Date(Math.min(Math.max(ms, minMs), maxMs)).toISOString();
}

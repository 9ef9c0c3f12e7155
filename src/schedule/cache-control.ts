/** What a Cache-Control field says to a private cache. `maxAgeSeconds` null: not stated; 0: stated, but stale or unreadable. */
export type CacheControl = {
  readonly maxAgeSeconds: number | null;
  readonly mayNotReuse: boolean;
};

const maxFieldLength = 8192;
const nothingStated: CacheControl = { maxAgeSeconds: null, mayNotReuse: false };

/**
 * Reads Cache-Control (RFC 9111 5.2). s-maxage is for shared caches and not ours; immutable (RFC 8246) only says
 * that max-age is meant; the field-qualified form no-cache="…" does not concern the whole answer.
 */
export function readCacheControl(field: string): CacheControl {
  if (field === "") return nothingStated;
  const directives = field.slice(0, maxFieldLength).toLowerCase().split(",");
  const maxAges: string[] = [];
  let mayNotReuse = false;
  for (const directive of directives) {
    const [name = "", value = ""] = directive.split("=", 2).map((part) => part.trim());
    if (name === "max-age") maxAges.push(value);
    if (name === "no-store" || (name === "no-cache" && value === "")) mayNotReuse = true;
  }
  return { maxAgeSeconds: agreedSeconds(maxAges), mayNotReuse };
}

/** Unreadable or contradicting values make an answer stale (RFC 9111 4.2.1). */
function agreedSeconds(values: readonly string[]): number | null {
  const [first, ...others] = values;
  if (first === undefined) return null;
  if (others.some((other) => other !== first)) return 0;
  return deltaSeconds(first) ?? 0;
}

/** delta-seconds (RFC 9111 1.2.2), bare or quoted; null where it is no such number. */
export function deltaSeconds(text: string): number | null {
  const digits = /^"?(\d+)"?$/.exec(text.trim())?.[1];
  return digits === undefined ? null : Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
}

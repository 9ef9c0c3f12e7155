import { createHash } from "node:crypto";

/** First `digits` hex digits of SHA-256; the parts are kept apart, so that ("a", "bc") and ("ab", "c") differ. */
export function hexHash(parts: readonly string[], digits: number): string {
  const hash = createHash("sha256");
  for (const part of parts) {
    hash.update(`${part.length}:`).update(part);
  }
  return hash.digest("hex").slice(0, digits);
}

import { hash } from "node:crypto";

/** First `digits` hex digits of SHA-256; the parts are kept apart, so that ("a", "bc") and ("ab", "c") differ. */
export function hexHash(parts: readonly string[], digits: number): string {
  const framed = parts.map((part) => `${part.length}:${part}`).join("");
  return hash("sha256", framed, "hex").slice(0, digits);
}

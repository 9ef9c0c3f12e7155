import { Buffer } from "node:buffer";
import { hash } from "node:crypto";
import { mix } from "./words.ts";

/** More digits name something, for ever; so many only help to find it, and are wanted a dozen times for each entry. */
const maxQuickDigits = 16;

/**
 * `digits` hex digits, at most 64; the parts are kept apart, so that ("a", "bc") and ("ab", "c") differ. The first digits
 * of SHA-256, or, for at most 16, of a hash that takes a tenth of the time and withstands chance, not intent.
 */
export function hexHash(parts: readonly string[], digits: number): string {
  const framed = parts.map((part) => `${part.length}:${part}`).join("");
  const all = digits > maxQuickDigits ? hash("sha256", framed, "hex") : quickHash(framed);
  return all.slice(0, digits);
}

const quickBytes = Buffer.alloc(8);

/** Two rows of 32-bit FNV-1a with different primes, mixed into one another: 64 bits. */
function quickHash(text: string): string {
  let left = 0x811c9dc5 | 0;
  let right = 0x9e3779b9 | 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    left = Math.imul(left ^ code, 0x01000193);
    right = Math.imul(right ^ code, 0x85ebca6b);
  }
  quickBytes.writeUInt32BE(mix(left ^ mix(right)), 0);
  quickBytes.writeUInt32BE(mix(right + Math.imul(left, 31)), 4);
  return quickBytes.toString("hex");
}

import { hostOfKey } from "./url-key.ts";

const extension = /\.[a-z]{2,5}$/;
const wordBreak = /[-_.+]|%20/;

/**
 * The words an address names its article by: the last part of the path without extension. Null where it names it by a
 * number or token ("/123", "?p=41", "watch?v=…"): such addresses say nothing about likeness.
 */
export function slugOf(key: string): string | null {
  const path = key.slice(hostOfKey(key).length).split(/[?#]/)[0] ?? "";
  const last = path.split("/").findLast((part) => part !== "") ?? "";
  const slug = last.toLowerCase().replace(extension, "");
  return key.includes("?") || !isMadeOfWords(slug) ? null : slug;
}

/** Whether one address is the other with the "-2" that blog software adds when the same is posted again. */
export function isPostedAgain(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [a.map(withoutCopyMark), b.map(withoutCopyMark)];
  return left.some((key) => b.includes(key)) || right.some((key) => a.includes(key));
}

/** Whether slugs carry a number or token each that the other lacks ("gallery-20200716-h1pett"): the items of a series. */
export function hasOtherSlugNumber(a: readonly string[], b: readonly string[]): boolean {
  const [x, y] = [slugNumbers(a), slugNumbers(b)];
  return x.some((number) => !y.includes(number)) && y.some((number) => !x.includes(number));
}

function slugNumbers(keys: readonly string[]): readonly string[] {
  return slugsOf(keys).flatMap((slug) => slug.split(wordBreak).filter((word) => /\d/.test(word)));
}

/** The best likeness (Dice over words) of the slugs of two entries' addresses, 0–1. */
export function slugLikeness(a: readonly string[], b: readonly string[]): number {
  const [left, right] = [slugsOf(a), slugsOf(b)];
  return Math.max(0, ...left.flatMap((x) => right.map((y) => likenessOf(x, y))));
}

function slugsOf(keys: readonly string[]): readonly string[] {
  return keys.map(slugOf).filter((slug) => slug !== null);
}

function likenessOf(a: string, b: string): number {
  // Blog software adds "-2" to a slug that it has given before.
  if (a === b || a === withoutCopyMark(b) || withoutCopyMark(a) === b) {
    return 1;
  }
  const [x, y] = [new Set(a.split(wordBreak)), new Set(b.split(wordBreak))];
  const common = [...x].filter((word) => y.has(word)).length;
  return Math.min(0.99, (2 * common) / (x.size + y.size));
}

function withoutCopyMark(slug: string): string {
  return slug.replace(/-[2-9]$/, "").replace(extension, "");
}

/** At least one word of four letters that is no hexadecimal token. */
function isMadeOfWords(slug: string): boolean {
  return slug.split(wordBreak).some((word) => /^\p{L}{4,}$/u.test(word) && !/^[a-f]+$/.test(word));
}

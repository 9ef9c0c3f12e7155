const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const apostrophes = /['’‘ʼ`´]/g;
/** General punctuation: with it gone most English text is ASCII, which is matched twice as fast. */
const dashesAndQuotes = /[\u2010-\u205e]/g;
const thousands = /(\d),(?=\d{3})/g;
/** Scripts written without spaces: every character is a word of its own. */
const unspaced = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;
const unspacedAll = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g;
const word = /[\p{L}\p{N}\p{M}]+/gu;
const notAscii = /[^\u0000-\u007f]/;
const asciiWord = /[a-z0-9]+/g;

/**
 * The words of a plain text as they are compared: lower case, compatibility forms folded, without soft hyphens (blogs put
 * one into every syllable), apostrophes and thousands separators. Han and Kana characters are words of their own.
 */
export function wordsOf(text: string): readonly string[] {
  let folded = text.toLowerCase();
  if (notAscii.test(folded)) {
    folded = folded.normalize("NFKC").replace(invisible, "");
  }
  folded = folded.replace(apostrophes, "").replace(thousands, "$1").replace(dashesAndQuotes, " ");
  if (!notAscii.test(folded)) {
    return folded.match(asciiWord) ?? [];
  }
  if (unspaced.test(folded)) {
    folded = folded.replace(unspacedAll, " $& ");
  }
  return folded.match(word) ?? [];
}

/** 32-bit FNV-1a over UTF-16 code units: fast, and only ever compared within one fingerprint version. */
export function wordHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** Spreads every input bit over the 32 output bits (murmur3's finaliser). */
export function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

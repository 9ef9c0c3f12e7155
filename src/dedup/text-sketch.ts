import { mix } from "./words.ts";

/** Words kept in order: enough for a news summary or an excerpt in full. */
export const headWords = 64;
/** Smallest shingle hashes kept of a longer text; the error of the estimated likeness is about 4 %. */
const sketchSize = 128;
const hashRange = 2 ** 24;
const bandCount = 4;
const rowsPerBand = 2;

/** A text reduced to what comparing needs; hashes are unsigned 24-bit, of which a pair of texts shares none by chance. */
export type TextSketch = {
  /** Hashes of the first words, in order. */
  readonly head: Uint32Array;
  /** The smallest hashes of all three-word shingles, ascending; empty where the head holds the whole text. */
  readonly smallest: Uint32Array;
  /** Words of the text. */
  readonly words: number;
};

/** A sketch opened for comparing. */
export type ShingledText = {
  readonly words: number;
  /** Shingles of the first words, ascending. */
  readonly opening: Uint32Array;
  /** The smallest shingles of the text, all of them if it is short, ascending. */
  readonly all: Uint32Array;
  readonly isWhole: boolean;
};

/** `words`: hashes of all words of the text, in order (`wordHashes`). */
export function sketchOf(words: Uint32Array): TextSketch {
  const hashes = new Uint32Array(words.length);
  for (let index = 0; index < hashes.length; index += 1) {
    hashes[index] = (words[index] ?? 0) >>> 8;
  }
  return {
    head: hashes.slice(0, headWords),
    smallest: hashes.length > headWords ? smallestShingles(hashes) : new Uint32Array(0),
    words: hashes.length,
  };
}

/** Only what is small is sorted: of a long text that is little. */
function smallestShingles(words: Uint32Array): Uint32Array {
  const shingles = shinglesOf(words);
  const limit = (1.5 * sketchSize * hashRange) / shingles.length;
  const small = ascending(below(limit, shingles));
  // A text that says a few things again and again has few different shingles.
  return (small.length < sketchSize ? ascending(shingles) : small).slice(0, sketchSize);
}

/** The sketch with its shingles, ready for comparing with many others. */
export function shingledText(sketch: TextSketch): ShingledText {
  const opening = ascending(shinglesOf(sketch.head));
  const isWhole = sketch.smallest.length === 0;
  return { words: sketch.words, opening, all: isWhole ? opening : sketch.smallest, isWhole };
}

function below(limit: number, hashes: Uint32Array): Uint32Array {
  const small = new Uint32Array(hashes.length);
  let count = 0;
  for (let index = 0; index < hashes.length; index += 1) {
    const hash = hashes[index] ?? 0;
    small[count] = hash;
    count += hash < limit ? 1 : 0;
  }
  return small.subarray(0, count);
}

/** Hashes of all runs of three words; a text of one or two words is one shingle. */
function shinglesOf(words: Uint32Array): Uint32Array {
  const count = words.length === 0 ? 0 : Math.max(1, words.length - 2);
  const shingles = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) {
    const pair = Math.imul(words[index] ?? 0, 31) + (words[index + 1] ?? 0);
    shingles[index] = mix(Math.imul(pair, 31) + (words[index + 2] ?? 0)) >>> 8;
  }
  return shingles;
}

/** The different ones of the hashes, in order; sorts them in place. */
function ascending(hashes: Uint32Array): Uint32Array {
  hashes.sort();
  let kept = 0;
  for (let index = 0; index < hashes.length; index += 1) {
    const value = hashes[index] ?? 0;
    if (index === 0 || value !== hashes[kept - 1]) {
      hashes[kept] = value;
      kept += 1;
    }
  }
  return hashes.subarray(0, kept);
}

/** Likeness (Jaccard) of two texts by their shingles, 0–1; exact for short texts, else estimated. */
export function likeness(a: ShingledText, b: ShingledText): number {
  const size = a.isWhole && b.isWhole ? Number.POSITIVE_INFINITY : sketchSize;
  const { common, union } = overlap(a.all, b.all, size);
  return union === 0 ? 0 : common / union;
}

/** Share of the shorter text's opening that stands in the longer text's opening, 0–1. */
export function containment(a: ShingledText, b: ShingledText): number {
  const inner = a.words <= b.words ? a.opening : b.opening;
  const { common } = overlap(a.opening, b.opening, Number.POSITIVE_INFINITY);
  return inner.length === 0 ? 0 : common / inner.length;
}

/** What two ascending rows have in common among the first `size` values of both together. */
function overlap(a: Uint32Array, b: Uint32Array, size: number): { common: number; union: number } {
  let [i, j, common, union] = [0, 0, 0, 0];
  while (union < size && (i < a.length || j < b.length)) {
    const left = a[i] ?? Number.POSITIVE_INFINITY;
    const right = b[j] ?? Number.POSITIVE_INFINITY;
    common += left === right ? 1 : 0;
    i += left <= right ? 1 : 0;
    j += right <= left ? 1 : 0;
    union += 1;
  }
  return { common, union };
}

/** Keys of which two texts of likeness 0.8 share one in 98 % of cases, of likeness 0.6 in 83 % (min-wise hashing). */
export function bandsOf(text: ShingledText): readonly string[] {
  const minima = minimaOf(text.all);
  return Array.from({ length: bandCount }, (_, band) =>
    minima.slice(band * rowsPerBand, (band + 1) * rowsPerBand).join(" "),
  );
}

/** Smallest shingle of each of eight ranges; an empty range borrows from the next one that has any. */
function minimaOf(shingles: Uint32Array): readonly number[] {
  const ranges = bandCount * rowsPerBand;
  const minima = Array.from({ length: ranges }, () => -1);
  for (const shingle of shingles) {
    // The range is told by the low bits: the smallest hashes of a long text all have the same high bits.
    const range = shingle % ranges;
    if (minima[range] === -1) {
      minima[range] = shingle;
    }
  }
  return minima.map((minimum, range) => {
    const next = [...minima.slice(range), ...minima.slice(0, range)].find((other) => other !== -1);
    return next ?? minimum;
  });
}

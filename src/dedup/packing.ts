import { Buffer } from "node:buffer";
import type { EntryFeatures } from "./entry-features.ts";
import type { TextSketch } from "./text-sketch.ts";

/** Unsigned 32-bit numbers as base64, little-endian: 5.3 characters a number in the stored JSON. */
export function packNumbers(numbers: Uint32Array): string {
  const buffer = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => buffer.writeUInt32LE(number, index * 4));
  return buffer.toString("base64");
}

export function unpackNumbers(packed: string): Uint32Array {
  const buffer = Buffer.from(packed, "base64");
  return Uint32Array.from({ length: buffer.length >> 2 }, (_, index) =>
    buffer.readUInt32LE(index * 4),
  );
}

export function unpackSketch(features: EntryFeatures): TextSketch {
  return {
    head: unpackNumbers(features.head),
    smallest: unpackNumbers(features.smallest),
    words: features.words,
  };
}

import { Buffer } from "node:buffer";
import type { EntryFeatures } from "./entry-features.ts";
import type { TextSketch } from "./text-sketch.ts";

/** Unsigned 32-bit numbers as base64, little-endian: 5.3 characters a number in the stored JSON. */
export function packNumbers(numbers: Uint32Array): string {
  const buffer = Buffer.alloc(numbers.length * 4);
  for (let index = 0; index < numbers.length; index += 1) {
    buffer.writeUInt32LE(numbers[index] ?? 0, index * 4);
  }
  return buffer.toString("base64");
}

export function unpackNumbers(packed: string): Uint32Array {
  const buffer = Buffer.from(packed, "base64");
  const numbers = new Uint32Array(buffer.length >> 2);
  for (let index = 0; index < numbers.length; index += 1) {
    numbers[index] = buffer.readUInt32LE(index * 4);
  }
  return numbers;
}

export function unpackSketch(features: EntryFeatures): TextSketch {
  const { words } = features;
  return { head: unpackNumbers(features.head), smallest: unpackNumbers(features.smallest), words };
}

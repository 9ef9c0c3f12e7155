import { Buffer } from "node:buffer";
import type { EntryFeatures } from "./entry-features.ts";
import type { TextSketch } from "./text-sketch.ts";

/** Unsigned 24-bit numbers as base64: four characters a number in the stored JSON. */
export function packNumbers(numbers: Uint32Array): string {
  const buffer = Buffer.allocUnsafe(numbers.length * 3);
  for (let index = 0; index < numbers.length; index += 1) {
    const number = numbers[index] ?? 0;
    buffer[index * 3] = number;
    buffer[index * 3 + 1] = number >>> 8;
    buffer[index * 3 + 2] = number >>> 16;
  }
  return buffer.toString("base64");
}

export function unpackNumbers(packed: string): Uint32Array {
  const buffer = Buffer.from(packed, "base64");
  const numbers = new Uint32Array(Math.floor(buffer.length / 3));
  for (let index = 0; index < numbers.length; index += 1) {
    const [low, middle, high] = [buffer[index * 3], buffer[index * 3 + 1], buffer[index * 3 + 2]];
    numbers[index] = (low ?? 0) | ((middle ?? 0) << 8) | ((high ?? 0) << 16);
  }
  return numbers;
}

export function unpackSketch(features: EntryFeatures): TextSketch {
  const { words } = features;
  return { head: unpackNumbers(features.head), smallest: unpackNumbers(features.smallest), words };
}

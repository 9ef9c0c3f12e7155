import { readAs, refused } from "./problem.ts";
import type { Reading } from "./problem.ts";

const BYTES: ReadonlyMap<string, number> = new Map([
  ["", 1],
  ["b", 1],
  ["kib", 2 ** 10],
  ["mib", 2 ** 20],
  ["gib", 2 ** 30],
  ["kb", 1e3],
  ["mb", 1e6],
  ["gb", 1e9],
]);

/** `64KiB 16MiB`, powers of ten too (`16MB`), or plain bytes, as a number of bytes. */
export function readSize(text: string): Reading<number> {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const unit = BYTES.get((match?.[2] ?? "none").toLowerCase());
  return unit === undefined
    ? refused("expected a size", "write 64KiB or 16MiB")
    : readAs(Math.round(Number(match?.[1]) * unit));
}

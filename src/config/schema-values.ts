import { z } from "zod";

import { readDuration } from "./duration.ts";
import type { Reading } from "./problem.ts";

/**
 * A text that `read` turns into a value; what `read` refuses becomes a problem with its hint. `expected` is said of
 * values that are no text at all, where "a text" would lead astray (`timeout: 30`).
 */
export function textRead<T>(read: (text: string) => Reading<T>, expected?: string) {
  return z.string(expected).transform((text, context): T => {
    const reading = read(text);
    if (reading.ok) return reading.value;
    context.addIssue({ code: "custom", message: reading.message, params: { hint: reading.hint } });
    return z.NEVER;
  });
}

/** As textRead; an empty text stands for null. */
export function optionalTextRead<T>(read: (text: string) => Reading<T>) {
  return textRead<T | null>((text) =>
    text.trim() === "" ? { ok: true, value: null } : read(text),
  );
}

/** A duration, in milliseconds. */
export function duration(read: (text: string) => Reading<number> = readDuration) {
  return textRead(read, "expected a duration with its unit: 500ms, 30s, 15m, 1h or 1d");
}

/** A reading followed by a bound on its value. */
export function within(
  read: (text: string) => Reading<number>,
  limits: { readonly from: number; readonly to: number; readonly saying: string },
): (text: string) => Reading<number> {
  return (text) => {
    const reading = read(text);
    if (!reading.ok || (reading.value >= limits.from && reading.value <= limits.to)) return reading;
    return { ok: false, message: `must be ${limits.saying}`, hint: null };
  };
}

/** A whole number from `least`; `most` bounds what a slip of the finger can ask for. */
export function count(least: number, most: number) {
  return z.int().min(least).max(most);
}

/** A text of at least one character, trimmed. Half a character (`"\uD800"`) could not stand in the address of a tag. */
export function words() {
  return z
    .string()
    .trim()
    .min(1)
    .refine((text) => text.isWellFormed(), { error: "holds half a character; write it whole" });
}

import type { PollHints } from "../model/feed.ts";
import { allOf, childFields, firstText } from "./fields.ts";
import type { Fields } from "./fields.ts";
import { textOf } from "./xhtml.ts";

const hourMs = 3_600_000;

/** sy:updatePeriod (RSS 1.0 syndication module). */
const periodsMs: Readonly<Record<string, number>> = {
  hourly: hourMs,
  daily: 24 * hourMs,
  weekly: 7 * 24 * hourMs,
  monthly: 30 * 24 * hourMs,
  yearly: 365 * 24 * hourMs,
};

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** When the publisher wants to be asked (RSS 2.0 ttl, skipHours, skipDays; sy:updatePeriod and sy:updateFrequency). */
export function pollHints(fields: Fields): PollHints {
  return {
    ttlMinutes: wholeNumber(firstText(fields, ["ttl"])),
    skipHours: skipped(fields, "skiphours", hourOf),
    skipDays: skipped(fields, "skipdays", (day) => weekdays.indexOf(day.slice(0, 3).toLowerCase())),
    updateEveryMs: updateEveryMs(fields),
  };
}

function skipped(fields: Fields, name: string, read: (text: string) => number): number[] {
  const written = allOf(fields, [name]).flatMap((field) => childFields(field.element, field.scope));
  const numbers = written.map((field) => read(textOf(field.element).trim()));
  return [...new Set(numbers.filter((number) => number >= 0))].sort((a, b) => a - b);
}

/** RSS 0.91 counts 1–24, RSS 2.0 0–23: 24 is 0. */
function hourOf(text: string): number {
  const hour = wholeNumber(text);
  return hour === null || hour > 24 ? -1 : hour % 24;
}

function updateEveryMs(fields: Fields): number | null {
  const period = firstText(fields, ["sy:updateperiod"]);
  const periodMs = period === null ? undefined : periodsMs[period.toLowerCase()];
  if (periodMs === undefined) return null;
  return Math.round(
    periodMs / Math.max(1, wholeNumber(firstText(fields, ["sy:updatefrequency"])) ?? 1),
  );
}

/** Some write a number of ten digits and more for "hardly ever". */
const largest = 999_999_999;

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Math.min(Number(text), largest) : null;
}

/** A date as read, before it is checked. Months and days count from 1; an absent zone means UTC. */
export type DateParts = {
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  readonly hour?: number | undefined;
  readonly minute?: number | undefined;
  /** With fractions. */
  readonly second?: number | undefined;
  /** Minutes east of UTC. */
  readonly zone?: number | undefined;
};

const dayMs = 86_400_000;

/** The instant in ISO 8601 UTC; null when a part is out of its range or the year is not 1–9999. */
export function toIso(parts: DateParts): string | null {
  const { year, month = 1, day = 1, hour = 0, minute = 0, second = 0, zone = 0 } = parts;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return null;
  // 24:00 is the end of the day in ISO 8601; second 60 is a leap second.
  if (hour > 24 || minute > 59 || second >= 61 || Math.abs(zone) > 18 * 60) return null;
  const clock = (hour * 60 + minute - zone) * 60_000 + Math.floor(second * 1000);
  return isoInstant(midnight(year, month, day) + clock);
}

/** Milliseconds as ISO 8601 UTC; null outside of the years 1–9999, which four digits cannot say. */
export function isoInstant(ms: number): string | null {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : null;
}

/** The Monday of ISO week `week` plus `weekday` - 1 days, as parts (ISO 8601, 4.1.4). */
export function weekDate(year: number, week: number, weekday: number): DateParts | null {
  if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return null;
  const januaryFourth = midnight(year, 1, 4);
  const monday = januaryFourth - ((new Date(januaryFourth).getUTCDay() + 6) % 7) * dayMs;
  return partsOf(monday + ((week - 1) * 7 + weekday - 1) * dayMs);
}

/** Day 1–366 of a year, as parts. */
export function ordinalDate(year: number, ordinal: number): DateParts | null {
  if (ordinal < 1 || ordinal > 366) return null;
  return partsOf(midnight(year, 1, 1) + (ordinal - 1) * dayMs);
}

/** Two digits as RFC 2822 4.3 reads them: 00–49 are 2000–2049. */
export function fullYear(twoDigits: number): number {
  return twoDigits < 50 ? 2000 + twoDigits : 1900 + twoDigits;
}

function partsOf(ms: number): DateParts {
  const date = new Date(ms);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `Date.UTC` takes the years 0–99 for 1900–1999. */
function midnight(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function daysIn(year: number, month: number): number {
  return new Date(new Date(0).setUTCFullYear(year, month, 0)).getUTCDate();
}

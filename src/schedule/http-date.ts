const startsWithWeekday = /^(?:mon|tue|wed|thu|fri|sat|sun)/i;
const namesZone = /(?:\b(?:gmt|utc|ut|z)|[+-]\d{2}:?\d{2})$/i;

/**
 * Milliseconds since the epoch of an HTTP-date (RFC 9110 5.6.7, all three forms), null where it is none.
 * All three begin with the weekday; without that check `Date.parse` reads "0" or "soon 5" as a date.
 */
export function httpDateAt(text: string | null): number | null {
  const date = text?.trim() ?? "";
  if (date.length > 64 || !startsWithWeekday.test(date)) return null;
  // asctime, the third form, names no zone and means GMT; left alone it would be read as local time.
  const at = Date.parse(namesZone.test(date) ? date : `${date} GMT`);
  return Number.isNaN(at) ? null : at;
}

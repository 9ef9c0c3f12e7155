import { fullYear, ordinalDate, weekDate } from "./dates-calendar.ts";
import type { DateParts } from "./dates-calendar.ts";

const clock = String.raw`(?:[T\s]+(\d{1,2})(?::?(\d{2})(?::?(\d{2}(?:[.,]\d+)?))?)?\s*(z|[+-]\d{2}:?\d{2}|[+-]\d{2})?z?)?`;

/** W3C-DTF in all lengths, blanks for `T`, and the short form without dashes. Month and day may carry a surplus 0. */
const calendarForm = new RegExp(`^(\\d{4})(?:-?0?(\\d{2})(?:-?0?(\\d{2}))?)?${clock}$`, "i");
const weekForm = new RegExp(`^(\\d{4})-?W(\\d{2})(?:-?(\\d))?${clock}$`, "i");
const ordinalForm = new RegExp(`^(\\d{4})-?(\\d{3})${clock}$`, "i");

/** Years of two digits as ISO 8601:1988 had them: `03-12-31`, `031231`, `-0312`, `-03-12`. */
const shortForm = /^(?:(\d{2})-(\d{2})-(\d{2})|(\d{2})(\d{2})(\d{2})|-(\d{2})-?(\d{2}))$/;

/** ISO 8601 as feeds write it: calendar, week and ordinal dates; null when `text` is none of them. */
export function readIsoDate(text: string): DateParts | null {
  const short = readShortDate(text);
  if (short !== null) return short;
  const ordinal = ordinalForm.exec(text);
  if (ordinal !== null)
    return timed(ordinalDate(Number(ordinal[1]), Number(ordinal[2])), ordinal, 3);
  const calendar = calendarForm.exec(text);
  if (calendar !== null) return timed(calendarParts(calendar), calendar, 4);
  const week = weekForm.exec(text);
  if (week === null) return null;
  return timed(weekDate(Number(week[1]), Number(week[2]), numberOf(week[3]) ?? 1), week, 4);
}

function readShortDate(text: string): DateParts | null {
  const match = shortForm.exec(text);
  if (match === null) return null;
  const [year, month, day] = match.slice(1).filter((digits) => digits !== undefined);
  return { year: fullYear(Number(year)), month: Number(month), day: numberOf(day) };
}

function calendarParts(match: RegExpExecArray): DateParts {
  return { year: Number(match[1]), month: numberOf(match[2]), day: numberOf(match[3]) };
}

/** The date with the clock that stands in `match` from group `from` on. */
function timed(date: DateParts | null, match: RegExpExecArray, from: number): DateParts | null {
  const zone = offsetMinutes(match[from + 3] ?? "z");
  if (date === null || zone === null) return null;
  return {
    ...date,
    hour: numberOf(match[from]),
    minute: numberOf(match[from + 1]),
    second: numberOf(match[from + 2]?.replace(",", ".")),
    zone,
  };
}

/** Minutes east of UTC of `Z`, `+05:30`, `-0800`, `+02`; null when it is no offset. */
export function offsetMinutes(text: string): number | null {
  if (/^z$/i.test(text)) return 0;
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (match === null) return null;
  const [hours, rest] = [Number(match[2]), Number(match[3] ?? 0)];
  if (rest > 59) return null;
  const minutes = hours * 60 + rest;
  return match[1] === "-" ? -minutes : minutes;
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

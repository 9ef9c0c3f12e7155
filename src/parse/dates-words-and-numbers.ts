import { fullYear } from "./dates-calendar.ts";
import type { DateParts } from "./dates-calendar.ts";
import { offsetMinutes } from "./dates-iso.ts";
import { dateWords } from "./dates-split.ts";
import { monthOf } from "./dates-words.ts";
import { namedZone } from "./dates-zones.ts";

type Draft = { -readonly [Part in keyof DateParts]?: DateParts[Part] } & { numbers: number[] };

/**
 * The RFC 822 family and what people type: weekday (not looked at), day, month name, year, time and zone in any order.
 * Null when there is no date in it, or a word in it that says something we cannot read.
 */
export function readSpokenDate(text: string): DateParts | null {
  const draft: Draft = { numbers: [] };
  const words = withoutWeekday(dateWords(text));
  for (const [index, word] of words.entries()) {
    const isKnown = takeWord(word, draft) || (index === words.length - 1 && takeZone(word, draft));
    if (!isKnown && !isFiller(word, index)) return null;
  }
  return settleNumbers(draft);
}

/** `mar.` before `déc.` is Tuesday, not March. */
function withoutWeekday(words: readonly string[]): readonly string[] {
  const [first, ...rest] = words;
  const namesMonthLater = rest.some((word) => /^\p{L}/u.test(word) && monthOf(word) !== null);
  return first !== undefined && /^\p{L}/u.test(first) && namesMonthLater ? rest : words;
}

/** Weekdays stand first in every language; small words may stand anywhere. */
function isFiller(word: string, index: number): boolean {
  return (
    (index === 0 && /^\p{L}+\.?$/u.test(word)) || /^(?:at|um|de|del|le|of|den|à|uhr|h)$/i.test(word)
  );
}

function takeWord(word: string, draft: Draft): boolean {
  return takeTime(word, draft) || takeNumber(word, draft) || takeName(word, draft);
}

function takeTime(word: string, draft: Draft): boolean {
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?$/.exec(word);
  if (time !== null && draft.hour === undefined) {
    draft.hour = Number(time[1]);
    draft.minute = Number(time[2]);
    draft.second = Number(time[3] ?? 0);
    return true;
  }
  const offset = draft.hour === undefined ? null : offsetMinutes(word);
  if (offset !== null) draft.zone = offset;
  return offset !== null;
}

function takeNumber(word: string, draft: Draft): boolean {
  const triple = /^(\d{1,4})([./-])(\d{1,2})[./-](\d{1,4})\.?$/.exec(word);
  if (triple !== null) return takeTriple(triple, draft);
  const number = /^(\d{1,4})(?:st|nd|rd|th|\.)?$/i.exec(word);
  if (number === null) return false;
  draft.numbers.push(Number(number[1]));
  if (number[1]?.length === 4) draft.year = draft.numbers.pop() ?? 0;
  return true;
}

/** `10/30/23` is American unless it cannot be; `30.10.23` and `26-06-2020` start with the day; four digits are the year. */
function takeTriple([, first, mark, second, third]: RegExpExecArray, draft: Draft): boolean {
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first?.length === 4) Object.assign(draft, { year: a, month: b, day: c });
  else {
    const monthFirst = (mark === "/" && a <= 12) || b > 12;
    draft.year = third?.length === 4 ? c : fullYear(c);
    draft.month = monthFirst ? a : b;
    draft.day = monthFirst ? b : a;
  }
  return true;
}

function takeName(word: string, draft: Draft): boolean {
  const name = word.replace(/\.$/, "");
  if (/^[ap]m$/i.test(name) && draft.hour !== undefined) {
    draft.hour = (draft.hour % 12) + (/^p/i.test(name) ? 12 : 0);
    return true;
  }
  if (draft.hour !== undefined && takeZone(name, draft)) return true;
  const month = draft.month === undefined ? monthOf(name) : null;
  if (month === null) return false;
  draft.month = month;
  return true;
}

/** A zone stands after the time, or last: `at` is also a word, `mar` also a weekday. */
function takeZone(name: string, draft: Draft): boolean {
  const offset = namedZone(name, draft);
  if (offset === null) return false;
  draft.zone ??= offset;
  return true;
}

/** What is left over of the numbers: the day, a month in digits (`11 04 2020`), a two-digit year. */
function settleNumbers(draft: Draft): DateParts | null {
  const { numbers, ...parts } = draft;
  const rest = [...numbers];
  const day = parts.day ?? rest.shift();
  const month = parts.month ?? (parts.year === undefined ? undefined : rest.shift());
  const year = parts.year ?? twoDigitYear(rest.shift());
  if (year === undefined || month === undefined || rest.length > 0) return null;
  return { ...parts, year, month, day };
}

function twoDigitYear(number: number | undefined): number | undefined {
  return number === undefined ? undefined : fullYear(number);
}

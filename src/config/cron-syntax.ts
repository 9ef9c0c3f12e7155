import { readAs, refused } from "./problem.ts";
import type { Reading } from "./problem.ts";

/**
 * Cron expressions as node-cron 4 understands them. Checked here because a config is read without a scheduler at hand,
 * and because node-cron says "invalid" where an operator needs to know which field.
 */
type Field = {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
  /** Forms of this field alone, such as L for a month's last day. */
  readonly special?: RegExp;
};

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const LONG_MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const DAYS = "sun mon tue wed thu fri sat".split(" ");
const LONG_DAYS = "sunday monday tuesday wednesday thursday friday saturday".split(" ");

const MONTH_DAY_SPECIAL = /^(?:L|L-(?:[1-9]|[12]\d|30)|LW|(?:[1-9]|[12]\d|3[01])W)$/i;
const DAY_OF_MONTH: Field = { name: "day of month", min: 1, max: 31, special: MONTH_DAY_SPECIAL };
const MONTH: Field = { name: "month", min: 1, max: 12, names: [...MONTHS, ...LONG_MONTHS] };

const FIELDS: readonly Field[] = [
  { name: "second", min: 0, max: 59 },
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  DAY_OF_MONTH,
  MONTH,
  {
    name: "day of week",
    min: 0,
    max: 7,
    names: [...DAYS, ...LONG_DAYS],
    special: /^[0-7](?:L|#[1-5])$/i,
  },
];

const NICKNAME = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/i;
const LONGEST_MONTH_DAY = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FIELDS_HINT = "minute hour day-of-month month day-of-week, with seconds in front if wanted";

/** The expression, trimmed and with single blanks; what it accepts, node-cron accepts. */
export function readCron(text: string): Reading<string> {
  const expression = text.trim().replaceAll(/ +/g, " ");
  if (NICKNAME.test(expression)) return readAs(expression);
  const parts = expression.split(" ");
  if (parts.length !== 5 && parts.length !== 6) {
    const count = expression === "" ? 0 : parts.length;
    return refused(`expected a cron expression of 5 or 6 fields, this has ${count}`, FIELDS_HINT);
  }
  const withSeconds = parts.length === 5 ? ["0", ...parts] : parts;
  const wrong = FIELDS.map((field, index) => faultOf(field, withSeconds[index] ?? "")).find(
    (fault) => fault !== null,
  );
  if (wrong !== undefined && wrong !== null) return refused(wrong, FIELDS_HINT);
  return isPossibleDay(withSeconds[3] ?? "", withSeconds[4] ?? "")
    ? readAs(expression)
    : refused("names a day that none of its months has");
}

function faultOf(field: Field, part: string): string | null {
  if (part === "?" && field.name.startsWith("day")) return null;
  const token = part.split(",").find((each) => !isToken(field, each));
  if (token === undefined) return null;
  const range = `${field.min}-${field.max === 7 ? 6 : field.max}`;
  return `the ${field.name} of this cron expression is not one of ${range}, a range, a list, or */step`;
}

function isToken(field: Field, token: string): boolean {
  if (field.special?.test(token) === true) return true;
  if (/^\*(?:\/0*[1-9]\d{0,8})?$/.test(token)) return true;
  const match = /^([a-z]+|\d{1,9})(?:-([a-z]+|\d{1,9})(?:\/0*[1-9]\d{0,8})?)?$/i.exec(token);
  if (match === null) return false;
  const [, first = "", last] = match;
  return isValue(field, first) && (last === undefined || isValue(field, last));
}

function isValue({ names, min, max }: Field, text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) >= min && Number(text) <= max;
  return names?.includes(text.toLowerCase()) === true;
}

/** 31 in February only: node-cron would refuse it, and rightly, it never comes. */
function isPossibleDay(days: string, months: string): boolean {
  if (!/^[\d,]+$/.test(days)) return true;
  const longest = months.split(",").map(longestDayIn);
  return days.split(",").some((day) => longest.some((most) => Number(day) <= most));
}

/** The most days a month of this token has; ranges and steps always hold or touch a long month, except where they do not. */
function longestDayIn(token: string): number {
  const [first, last, step] = monthRange(token);
  const span = (last - first + 12) % 12;
  const months = Array.from({ length: Math.floor(span / step) + 1 }, (_, k) => first + k * step);
  return Math.max(...months.map((month) => LONGEST_MONTH_DAY[(month - 1) % 12] ?? 31));
}

function monthRange(token: string): readonly [number, number, number] {
  const [range = "*", step = "1"] = token.split("/");
  if (range === "*") return [1, 12, Number(step)];
  const [first = "", last = first] = range.split("-");
  return [monthNumber(first), monthNumber(last), Number(step)];
}

function monthNumber(text: string): number {
  const short = MONTHS.indexOf(text.toLowerCase().slice(0, 3));
  return short === -1 ? Number(text) : short + 1;
}

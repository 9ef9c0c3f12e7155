const dayMs = 86_400_000;

/**
 * Days as node-cron understands them: a number, `L` (last day), `L-3`, `15W`, `LW` (nearest working day) in the day of
 * month; a number, `5L` (last Friday), `5#2` (second Friday) in the day of week.
 */
export type DayFields = {
  readonly dayOfMonth: readonly (number | string)[];
  readonly month: readonly number[];
  readonly dayOfWeek: readonly (number | string)[];
};

/** Whether the day that begins at `dayAt` (UTC midnight of the calendar day) is meant. All three fields must agree, unlike in Vixie cron. */
export function isCronDay(fields: DayFields, dayAt: number): boolean {
  const date = new Date(dayAt);
  return (
    fields.month.includes(date.getUTCMonth() + 1) &&
    fields.dayOfMonth.some((day) => isDayOfMonth(day, date)) &&
    fields.dayOfWeek.some((day) => isDayOfWeek(day, date))
  );
}

function isDayOfMonth(field: number | string, date: Date): boolean {
  const day = date.getUTCDate();
  if (typeof field === "number") return field === day;
  const last = lastDay(date);
  const beforeLast = /^L(?:-(\d+))?$/.exec(field);
  if (beforeLast !== null) return day === last - Number(beforeLast[1] ?? 0);
  const nearest = /^(\d+|L)W$/.exec(field)?.[1];
  if (nearest === undefined) return false;
  return day === workingDay(date, nearest === "L" ? last : Number(nearest));
}

function isDayOfWeek(field: number | string, date: Date): boolean {
  if (typeof field === "number") return field % 7 === date.getUTCDay();
  const [, weekday, rest] = /^(\d)(L|#\d)$/.exec(field) ?? [];
  if (rest === undefined || Number(weekday) % 7 !== date.getUTCDay()) return false;
  const day = date.getUTCDate();
  return rest === "L" ? day + 7 > lastDay(date) : Math.ceil(day / 7) === Number(rest.slice(1));
}

function lastDay(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The working day nearest to `target` without leaving the month; null where the month has no such day. */
function workingDay(date: Date, target: number): number | null {
  const last = lastDay(date);
  if (target > last) return null;
  const weekday = new Date(date.getTime() + (target - date.getUTCDate()) * dayMs).getUTCDay();
  if (weekday === 6) return target === 1 ? 3 : target - 1;
  if (weekday === 0) return target === last ? target - 2 : target + 1;
  return target;
}

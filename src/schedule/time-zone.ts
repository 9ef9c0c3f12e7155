const dayMs = 86_400_000;
/** One formatter per zone named in the config; building one is slow. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of `timezone` at the instant `at`, to the second, as if it were UTC. */
export function wallClockAt(timezone: string, at: number): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatter(timezone).formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The instant at which the wall clock of `timezone` shows `wallClock`. Shown twice (the clocks went back): the first.
 * Never shown (they went forward): as much later as they were moved, so that a daily time is not lost.
 */
export function instantOf(timezone: string, wallClock: number): number {
  const before = wallClock - offsetMs(timezone, wallClock - dayMs);
  if (wallClockAt(timezone, before) === wallClock) return before;
  const after = wallClock - offsetMs(timezone, wallClock + dayMs);
  return wallClockAt(timezone, after) === wallClock ? after : before;
}

function offsetMs(timezone: string, at: number): number {
  return wallClockAt(timezone, at) - at;
}

function formatter(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(timezone, made);
  return made;
}

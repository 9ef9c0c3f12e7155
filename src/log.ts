import { pino, type Logger } from "pino";
import { createLineRedactor } from "./redact.ts";

export type { Logger } from "pino";

/** Where log lines and results go: the part of a writable stream that is needed. */
export type Output = {
  write(text: string): unknown;
};

export type LogSettings = {
  readonly level: string;
  readonly output: Output;
  /** Read at every line, since a config edit may bring new ones. */
  readonly secrets: () => readonly string[];
};

/**
 * One pino logger for the whole program. Secrets are taken out of the finished line, not of chosen fields: they can
 * come back inside any error text of a library or a publisher.
 */
export function createLogger(settings: LogSettings): Logger {
  const redact = createLineRedactor(settings.secrets);
  return pino(
    { level: settings.level, base: null, timestamp: isoTimes() },
    { write: gathered((lines) => void settings.output.write(redact(lines))) },
  );
}

/** pino's member of a line for the time; worded once for all lines of one millisecond. */
function isoTimes(): () => string {
  let at = Number.NaN;
  let member = "";
  return () => {
    const now = Date.now();
    if (now !== at) member = `,"time":"${new Date(now).toISOString()}"`;
    at = now;
    return member;
  };
}

/** Two hundred polls whose outcomes are saved together end at one instant: a write each takes as long as the save. */
function gathered(write: (lines: string) => void): (line: string) => void {
  let lines = "";
  const flush = (): void => {
    const all = lines;
    lines = "";
    write(all);
  };
  return (line) => {
    if (lines === "") queueMicrotask(flush);
    lines += line;
  };
}

import { pino, type Logger } from "pino";

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
  const redact = createRedactor(settings.secrets);
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

/** Returns a function that replaces every secret in a text, also in the spellings of JSON and of URLs. */
export function createRedactor(secrets: () => readonly string[]): (text: string) => string {
  return (text) => {
    let clean = text;
    for (const secret of secrets()) {
      for (const spelling of spellingsOf(secret)) clean = clean.replaceAll(spelling, "[redacted]");
    }
    return clean;
  };
}

/** Shorter strings would take harmless words out of every line. */
const shortestSecret = 4;

function spellingsOf(secret: string): readonly string[] {
  if (secret.length < shortestSecret) return [];
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])];
}

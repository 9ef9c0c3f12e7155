import type { Environment } from "./environment.ts";
import { readAs, refused } from "./problem.ts";
import type { Reading } from "./problem.ts";

/** What is set around the config file: by the environment, or by flags, which win. */
export type Settings = {
  readonly port: number;
  readonly host: string;
  readonly configPath: string;
  /** Folder of the database. */
  readonly dataPath: string;
  /** `postgres://…`; null: SQLite in `dataPath`. May hold a password. */
  readonly databaseUrl: string | null;
  readonly logLevel: LogLevel;
};

export type LogLevel = (typeof LOG_LEVELS)[number];

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** The flags of the same meaning, by their names without dashes in front. */
export type SettingFlags = {
  readonly [name in keyof typeof VARIABLES]?: string | undefined;
};

/** Flag and environment variable of each setting, for the parser of the command line and for help texts. */
export const VARIABLES = {
  port: "PORT",
  host: "HOST",
  config: "FEEDLOOM_CONFIG",
  data: "FEEDLOOM_DATA",
  "database-url": "DATABASE_URL",
  "log-level": "LOG_LEVEL",
} as const;

type SettingName = keyof typeof VARIABLES;

export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Every wrong setting as one sentence that names the flag or variable it came from; an empty one counts as not set. */
export function readSettings(env: Environment, flags: SettingFlags = {}): ReadSettings {
  const problems: string[] = [];
  const setting = <T>(name: SettingName, read: (text: string) => Reading<T>, fallback: T): T => {
    const given = givenFor(name, env, flags);
    if (given === null) return fallback;
    const reading = read(given.text);
    if (reading.ok) return reading.value;
    problems.push(
      `${given.from}: ${reading.message}${reading.hint === null ? "" : ` (${reading.hint})`}.`,
    );
    return fallback;
  };
  const settings: Settings = {
    port: setting("port", readPort, 8080),
    host: setting("host", readBindHost, "127.0.0.1"),
    configPath: setting("config", readAs, "config/feeds.yaml"),
    dataPath: setting("data", readAs, "data"),
    databaseUrl: setting<string | null>("database-url", readDatabaseUrl, null),
    logLevel: setting("log-level", readLogLevel, "info"),
  };
  return problems.length === 0 ? { ok: true, settings } : { ok: false, problems };
}

function givenFor(
  name: SettingName,
  env: Environment,
  flags: SettingFlags,
): { readonly from: string; readonly text: string } | null {
  const flag = flags[name]?.trim() ?? "";
  if (flag !== "") return { from: `--${name}`, text: flag };
  const variable = VARIABLES[name];
  const text = env[variable]?.trim() ?? "";
  return text === "" ? null : { from: variable, text };
}

/** 0 lets the system choose a free port. */
function readPort(text: string): Reading<number> {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535
    ? readAs(Number(text))
    : refused(
        `"${shown(text)}" is not a port`,
        "a whole number from 1 to 65535; 0 takes a free one",
      );
}

function readBindHost(text: string): Reading<string> {
  return /^[\w.:%-]{1,255}$/.test(text)
    ? readAs(text)
    : refused(
        `"${shown(text)}" is not a host to listen on`,
        "such as 127.0.0.1, 0.0.0.0 or ::, without a port",
      );
}

/** The address may hold a password, so no message repeats it. */
function readDatabaseUrl(text: string): Reading<string> {
  return /^postgres(?:ql)?:\/\//i.test(text) && URL.canParse(text)
    ? readAs(text)
    : refused("expected a postgres:// address", "leave it out for SQLite in the data folder");
}

function readLogLevel(text: string): Reading<LogLevel> {
  const level = LOG_LEVELS.find((known) => known === text.toLowerCase());
  return level === undefined
    ? refused(`"${shown(text)}" is not a log level`, `one of ${LOG_LEVELS.join(", ")}`)
    : readAs(level);
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

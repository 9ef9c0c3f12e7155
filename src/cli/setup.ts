import { readFile } from "node:fs/promises";
import { loadConfigFile } from "../config/file.ts";
import { formatProblems, type Problem } from "../config/problem.ts";
import { readSettings, type Settings } from "../config/settings.ts";
import { createLogger, type Logger, type Output } from "../log.ts";
import type { Config } from "../model/config.ts";
import { createRedactor } from "../redact.ts";
import type { Arguments } from "./arguments.ts";
import { UsageError, type Terminal } from "./command.ts";

/** What every command that works with the config begins with. */
export type Setup = {
  readonly settings: Settings;
  readonly config: Config;
  /** The config file's text. */
  readonly configText: string;
  /** What in it is most likely a mistake, a sentence each. */
  readonly doubts: readonly string[];
  readonly log: Logger;
  readonly redact: (text: string) => string;
  /** More texts never to be shown: an edited config may bring new ones. */
  addSecrets(secrets: readonly string[]): void;
};

/** Environment and flags; throws UsageError with every wrong one. */
export function readProgramSettings(terminal: Terminal, { flags }: Arguments): Settings {
  const texts = Object.entries(flags).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] as const] : [],
  );
  const read = readSettings(terminal.env, Object.fromEntries(texts));
  if (!read.ok) throw new UsageError(read.problems.join("\n"));
  if (read.settings.databaseUrl !== null) {
    throw new UsageError("DATABASE_URL: PostgreSQL is not available in this version; unset it.");
  }
  return read.settings;
}

/** Reads settings and config; throws UsageError with every problem. Log lines go to `logTo`. */
export async function setUp(terminal: Terminal, args: Arguments, logTo: Output): Promise<Setup> {
  const settings = readProgramSettings(forPerson(terminal, logTo), args);
  const loaded = await loadConfigFile(settings.configPath, { env: terminal.env });
  if (!loaded.ok) throw new UsageError(formatProblems(settings.configPath, loaded.problems));
  const { config } = loaded;
  // Those of earlier configs stay: polls begun with them may still fail.
  let secrets = loaded.secrets;
  const log = createLogger({ level: settings.logLevel, output: logTo, secrets: () => secrets });
  if (loaded.isNew) log.info({ config: settings.configPath }, "no config found, example written");
  return {
    settings,
    config,
    configText: loaded.text ?? (await readFile(settings.configPath, "utf8")),
    doubts: doubtsOf(settings.configPath, loaded.doubts),
    log,
    redact: createRedactor(() => secrets),
    addSecrets: (more) => {
      secrets = [...new Set([...more, ...secrets])].sort((a, b) => b.length - a.length);
    },
  };
}

/** The lines of a config that can be used and is most likely mistaken. */
export function doubtsOf(file: string, doubts: readonly Problem[]): readonly string[] {
  return doubts.length === 0 ? [] : formatProblems(file, doubts).split("\n");
}

/** Before a person's eyes the progress line and the table say what the log would. */
function forPerson(terminal: Terminal, logTo: Output): Terminal {
  const isBesideProgress = terminal.isTerminal && logTo === terminal.stderr;
  return isBesideProgress ? { ...terminal, env: { LOG_LEVEL: "warn", ...terminal.env } } : terminal;
}

/** The address of a service that listens on this port of this machine, for configs without a `url`. */
export function localUrl(port: number): string {
  return `http://localhost:${port}/`;
}

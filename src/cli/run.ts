import { FetchError, ParseError } from "../model/errors.ts";
import { version } from "../version.ts";
import { build } from "./build.ts";
import { check } from "./check.ts";
import { CommandError, UsageError, type Command, type Terminal } from "./command.ts";
import { explain } from "./explain.ts";
import { exportOpml } from "./export.ts";
import { inspect } from "./inspect.ts";
import { poll } from "./poll.ts";
import { serve } from "./serve.ts";

const commands: ReadonlyMap<string, Command> = new Map([
  ["serve", serve],
  ["poll", poll],
  ["check", check],
  ["inspect", inspect],
  ["export", exportOpml],
  ["build", build],
  ["explain", explain],
]);

/** Runs the command that the first argument names; returns the exit code. */
export async function runCli(terminal: Terminal): Promise<number> {
  const [name = "", ...args] = terminal.args;
  if (name === "--version" || name === "-v") return say(terminal, `feedloom ${version}\n`);
  if (["", "help", "--help", "-h"].includes(name)) return say(terminal, usageText());
  const command = commands.get(name);
  if (command === undefined) {
    terminal.stderr.write(`There is no command "${name}"; see "feedloom help".\n`);
    return 2;
  }
  if (args.includes("--help")) return say(terminal, `${command.usage}\n${command.summary}\n`);
  try {
    return await command.run({ ...terminal, args });
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

function say(terminal: Terminal, text: string): number {
  terminal.stdout.write(text);
  return 0;
}

function usageText(): string {
  const rows = [...commands.values()].map((c) => `  ${c.usage.padEnd(28)} ${c.summary}`);
  const flags =
    "Flags of all: --config FILE, --data FOLDER, --log-level LEVEL; of serve: --port, --host.";
  return `feedloom ${version}: many feeds woven into one\n\n${rows.join("\n")}\n\n${flags}\n`;
}

/** Users see one sentence; a stack trace is for us and comes with LOG_LEVEL=debug. */
function explainFailure(error: unknown, { env, stderr }: Terminal): number {
  if (error instanceof UsageError) {
    stderr.write(`${error.message}\n`);
    return 2;
  }
  const isExpected =
    error instanceof CommandError || error instanceof FetchError || error instanceof ParseError;
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(isExpected ? `${message}\n` : `Feedloom failed unexpectedly: ${message}\n`);
  if (!isExpected && env["LOG_LEVEL"] === "debug" && error instanceof Error) {
    stderr.write(`${error.stack ?? ""}\n`);
  }
  return 1;
}

import { FetchError, ParseError } from "../model/errors.ts";
import { version } from "../version.ts";
import { CommandError, UsageError, type Command, type Terminal } from "./command.ts";

/** Loaded only when it is asked for: `serve` needs none of what `inspect` does, and less memory. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["serve", async () => (await import("./serve.ts")).serve],
  ["poll", async () => (await import("./poll.ts")).poll],
  ["check", async () => (await import("./check.ts")).check],
  ["inspect", async () => (await import("./inspect.ts")).inspect],
  ["export", async () => (await import("./export.ts")).exportOpml],
  ["build", async () => (await import("./build.ts")).build],
  ["explain", async () => (await import("./explain.ts")).explain],
]);

/** Runs the command that the first argument names; returns the exit code. */
export async function runCli(terminal: Terminal): Promise<number> {
  const [name = "", ...args] = terminal.args;
  if (name === "--version" || name === "-v") return say(terminal, `feedloom ${version}\n`);
  if (["", "help", "--help", "-h"].includes(name)) return say(terminal, await usageText());
  const load = commands.get(name);
  if (load === undefined) {
    terminal.stderr.write(`There is no command "${name}"; see "feedloom help".\n`);
    return 2;
  }
  const command = await load();
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

async function usageText(): Promise<string> {
  const all = await Promise.all(Array.from(commands.values(), (load) => load()));
  const rows = all.map((c) => `  ${c.usage.padEnd(28)} ${c.summary}`);
  const flags =
    "Flags of all: --config FILE, --data FOLDER, --log-level LEVEL; of serve: --port, --host.";
  return `feedloom ${version}: many feeds woven into one\n\n${rows.join("\n")}\n\n${flags}\n`;
}

/** Users see one sentence; a stack trace is for us and comes with LOG_LEVEL=debug. */
function explainFailure(error: unknown, { env, stderr, signal }: Terminal): number {
  if (error instanceof UsageError) {
    stderr.write(`${error.message}\n`);
    return 2;
  }
  if (signal.aborted && error === signal.reason) {
    stderr.write("Stopped before it was done.\n");
    return 1;
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

import { runCli } from "./cli/run.ts";

/** The process edge: arguments, environment, streams, signals, exit code. */
const stop = new AbortController();
for (const name of ["SIGTERM", "SIGINT"] as const) {
  process.once(name, () => stop.abort(new Error(`stopped by ${name}`)));
}
// A reader that goes away (`inspect … | head`) is no failure of ours.
process.stdout.on("error", () => process.exit(0));

process.exitCode = await runCli({
  args: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  isTerminal: process.stderr.isTTY,
  processes: { pid: process.pid, isAlive },
  signal: stop.signal,
});

/** Signal 0 asks without touching; a process of another user answers EPERM, and lives. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

import path from "node:path";

/** The process edge: arguments, environment, streams, signals, exit code. */

/**
 * What a process takes only when it begins; a person's own settings win.
 * - NODE_COMPILE_CACHE: stripping types and compiling at every start, in every thread, takes half a second and 40 MB. The
 *   cache lies with the code, not in a folder others may write to; where it cannot be written, nothing is lost.
 * - MALLOC_…: glibc keeps freed memory apart for each of two dozen threads, and, once large blocks were freed, keeps those
 *   that follow. So it has two places, and what is large goes back to the system.
 * - UV_THREADPOOL_SIZE: libuv resolves names on half of its four threads: two dead name servers would hold up all others.
 */
const atBirth = {
  NODE_COMPILE_CACHE: path.join(import.meta.dirname, "..", "node_modules", ".cache", "feedloom"),
  MALLOC_ARENA_MAX: "2",
  MALLOC_MMAP_THRESHOLD_: "131072",
  UV_THREADPOOL_SIZE: "16",
};
const isService = process.argv[2] === "serve";

/**
 * V8 lets the young generation grow to 64 MB, most of it garbage that waits. A service that mostly waits too can do with
 * little; commands that soon end are quicker with what they want.
 */
const heapFlags = isService ? ["--max-semi-space-size=2"] : [];

/** The same process begins again with them (POSIX exec: same id, same streams). Windows knows no such thing. */
function beginAgain(): void {
  const { execPath, execArgv, argv, env } = process;
  if (env["NODE_COMPILE_CACHE"] !== undefined || process.platform === "win32") return;
  const args = [execPath, ...heapFlags, ...execArgv, ...argv.slice(1)];
  process.execve?.(execPath, args, { ...atBirth, ...env });
}

beginAgain();

const { runCli } = await import("./cli/run.ts");

const stop = new AbortController();
for (const name of ["SIGTERM", "SIGINT"] as const) {
  process.once(name, () => stop.abort(new Error(`stopped by ${name}`)));
}
process.stdout.on("error", (error) => outputFailed(error));
// Nobody is left who could be told.
process.stderr.on("error", () => {});

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

/** A service goes on without its log: a full disk, or a reader that is gone, is no reason to serve nobody. */
function outputFailed(error: Error): void {
  if (isService) return;
  // A reader that goes away (`inspect … | head`) is no failure of ours.
  if ("code" in error && error.code === "EPIPE") process.exit(0);
  process.stderr.write(`The output cannot be written: ${error.message}.\n`);
  process.exit(1);
}

/** Signal 0 asks without touching; a process of another user answers EPERM, and lives. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

import { enableCompileCache } from "node:module";
import path from "node:path";

/** The process edge: arguments, environment, streams, signals, exit code. */

// libuv resolves names on half of its threads, four by default: two dead name servers would hold up all other lookups.
process.env["UV_THREADPOOL_SIZE"] ??= "16";
// Stripping types and compiling at every start, in every thread, takes a second and 50 MB. The cache lies with the code,
// not in a folder that others on this machine may write to; where it cannot be written, nothing is lost.
const cacheFolder = path.join(import.meta.dirname, "..", "node_modules", ".cache", "feedloom");
process.env["NODE_COMPILE_CACHE"] ??= cacheFolder;
enableCompileCache(process.env["NODE_COMPILE_CACHE"]);

const { runCli } = await import("./cli/run.ts");

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

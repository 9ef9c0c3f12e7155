import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const main = path.join(import.meta.dirname, "..", "..", "src", "main.ts");

export type Finished = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** A folder of its own with a config and a data folder, as a user would have; removed at the end of the test. */
export class Workplace implements AsyncDisposable {
  readonly folder: string;
  readonly #children = new Set<ChildProcess>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(config: string): Promise<Workplace> {
    const workplace = new Workplace(await mkdtemp(path.join(tmpdir(), "feedloom-test-")));
    await workplace.writeConfig(config);
    return workplace;
  }

  writeConfig(text: string): Promise<void> {
    return writeFile(path.join(this.folder, "feeds.yaml"), text);
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
    const child = this.spawn(args, env);
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
    child.stdin.end();
    const [code] = (await once(child, "close")) as [number | null];
    return { code, ...output };
  }

  /** Starts a command; the caller ends it, or the end of the test does. */
  spawn(args: readonly string[], env: Record<string, string> = {}) {
    const environment = {
      PATH: process.env["PATH"] ?? "",
      FEEDLOOM_CONFIG: path.join(this.folder, "feeds.yaml"),
      FEEDLOOM_DATA: path.join(this.folder, "data"),
      ...env,
    };
    const child = spawn(process.execPath, [main, ...args], { env: environment });
    this.#children.add(child);
    child.once("close", () => this.#children.delete(child));
    return child;
  }

  /** Starts the service on a free port, or the given one, and waits until it serves. */
  async serve(env: Record<string, string> = {}, port = "0"): Promise<Service> {
    const child = this.spawn(["serve", "--port", port], env);
    let log = "";
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        const found = /"url":"([^"]+)"[^\n]*"msg":"serving"/u.exec(log)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
      child.once("close", () => reject(new Error(`The service did not start:\n${log}`)));
    });
    return {
      url,
      log: () => log,
      pid: child.pid ?? 0,
      stop: async () => {
        if (child.exitCode !== null) return child.exitCode;
        child.kill("SIGTERM");
        const [code] = (await once(child, "close")) as [number | null];
        return code;
      },
    };
  }

  /** What a failed test left running ends here. */
  async [Symbol.asyncDispose](): Promise<void> {
    const left = [...this.#children];
    const ended = left.map((child) => once(child, "close"));
    for (const child of left) child.kill("SIGKILL");
    await Promise.all(ended);
    await rm(this.folder, { recursive: true, force: true });
  }
}

export type Service = {
  /** With a trailing slash. */
  readonly url: string;
  readonly pid: number;
  /** What it wrote so far. */
  log(): string;
  /** Ends it with SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
};

/** Asks again and again until `find` gives something. */
export async function eventually<T>(
  find: () => Promise<T | null>,
  { withinMs = 20_000, what = "it" } = {},
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await find();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`Waited ${withinMs} ms for ${what} in vain.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

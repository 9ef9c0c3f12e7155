import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";

/** The hostile origin of ../shared as a process of its own, for the paths that tell stories of identity. */
export class StoryOrigin implements AsyncDisposable {
  readonly host: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.host = `127.0.0.1:${port}`;
  }

  static async start(folder: string): Promise<StoryOrigin> {
    const [port, canaryPort] = [await freePort(), await freePort()];
    const flags = ["--port", String(port), "--canary-port", String(canaryPort)];
    const script = path.join(folder, "origin.mjs");
    const child = spawn(process.execPath, [script, ...flags], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    return new StoryOrigin(child, port);
  }

  url(name: string): string {
    return `http://${this.host}${name}`;
  }

  /** A new article at the path. */
  async step(name: string): Promise<void> {
    await fetch(this.url(`/_step?path=${name}`), { method: "POST" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill();
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

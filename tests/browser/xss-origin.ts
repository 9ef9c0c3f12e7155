import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** The hostile origin as a process of its own, for its two catalogues of markup. */
export class XssOrigin implements AsyncDisposable {
  readonly host: string;
  readonly #end: () => Promise<void>;

  private constructor(host: string, end: () => Promise<void>) {
    this.host = host;
    this.#end = end;
  }

  /** `folder` holds origin.mjs. */
  static async start(folder: string): Promise<XssOrigin> {
    const [port, canaryPort] = [await freePort(), await freePort()];
    const work = await mkdtemp(path.join(tmpdir(), "feedloom-xss-"));
    const log = path.join(work, "origin.jsonl");
    const ports = ["--port", String(port), "--canary-port", String(canaryPort)];
    const child = spawn(
      process.execPath,
      [path.join(folder, "origin.mjs"), "--log", log, ...ports],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    await once(child.stdout, "data");
    return new XssOrigin(`127.0.0.1:${port}`, async () => {
      child.kill();
      await once(child, "close");
      await rm(work, { recursive: true, force: true });
    });
  }

  get catalogues(): readonly string[] {
    return [`http://${this.host}/xss`, `http://${this.host}/xss-rss`];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FetchReason } from "../../src/model/errors.ts";
import { ask, failureOf, opened, testFetcher } from "./servers.ts";

const script = fileURLToPath(new URL("../../../shared/origin/origin.mjs", import.meta.url));
const isThere = existsSync(script);
if (!isThere)
  process.stdout.write("fetch: the hostile origin is not there, its paths are not tried\n");

/** What each path must fail with. */
const lethal: Readonly<Record<string, FetchReason>> = {
  "/never-ends": "too-large",
  "/huge-100mb": "too-large",
  "/huge-declared": "too-large",
  "/gzip-bomb": "too-large",
  "/br-bomb": "too-large",
  "/encoding-chain": "bad-encoding",
  "/unknown-encoding": "bad-encoding",
  "/gzip-mislabelled": "bad-encoding",
  "/bad-gzip": "bad-encoding",
  "/truncated-gzip": "bad-encoding",
  "/slow-headers": "timeout",
  "/slow-body-drip": "timeout",
  "/never-ends-slow": "timeout",
  "/truncated": "connection",
  "/truncated-chunked": "connection",
  "/reset-mid-body": "connection",
  "/reset-at-once": "connection",
  "/header-flood": "bad-response",
  "/not-http": "bad-response",
  "/304-unasked": "bad-response",
  "/redirect-loop": "too-many-redirects",
  "/redirect-self": "too-many-redirects",
  "/redirect-deep": "too-many-redirects",
  "/redirect-no-location": "bad-redirect",
  "/retry-after-seconds": "rate-limited",
};

const privateRedirects = Array.from({ length: 30 }, (_, index) => `/redirect-to-private/${index}`);

describe.skipIf(!isThere)("the hostile origin", () => {
  const folder = mkdtempSync(join(tmpdir(), "feedloom-origin-"));
  const log = join(folder, "origin.jsonl");
  let origin = "";
  let stop = (): void => {};

  beforeAll(async () => {
    const [port, canaryPort] = [await freePort(), await freePort()];
    const ports = ["--port", String(port), "--canary-port", String(canaryPort)];
    const flags = ["--max-old-space-size=512", script, "--log", log, ...ports];
    const child = spawn(process.execPath, flags, { stdio: ["ignore", "pipe", "inherit"] });
    stop = () => void child.kill();
    await new Promise((resolve) => child.stdout.once("data", resolve));
    origin = `http://127.0.0.1:${port}`;
  }, 15_000);

  afterAll(() => {
    stop();
    rmSync(folder, { recursive: true });
  });

  // The origin stands still for seconds while it makes its largest bomb; only the slow paths need a short deadline.
  const hostileFetcher = (timeoutMs = 25_000) =>
    testFetcher({
      timeoutMs,
      idleTimeoutMs: 25_000,
      maxBodyBytes: 8 * 1024 * 1024,
      allowPrivateAddresses: [new URL(origin).host],
    });

  test("all lethal paths together fail with their reasons, in bounded memory", async () => {
    const [patient, hasty] = [hostileFetcher(), hostileFetcher(1500)];
    const before = process.memoryUsage().rss;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const reasons: (readonly [string, FetchReason])[] = await Promise.all(
      Object.keys(lethal).map(async (path) => {
        const fetcher = path.includes("slow") ? hasty : patient;
        const { reason } = await failureOf(fetcher.fetch(ask(origin + path)));
        return [path, reason] as const;
      }),
    );
    clearInterval(watch);
    expect(Object.fromEntries(reasons)).toEqual(lethal);
    const risenMiB = (peak - before) / 1024 / 1024;
    process.stdout.write(`fetch: lethal paths raised memory by ${Math.round(risenMiB)} MiB\n`);
    expect(risenMiB).toBeLessThan(160);
  });

  test("no redirect reaches a private address", async () => {
    const fetcher = hostileFetcher();
    for (const path of ["/redirect-to-private", ...privateRedirects]) {
      const { reason } = await failureOf(fetcher.fetch(ask(origin + path)));
      expect(["blocked-address", "bad-redirect", "dns"]).toContain(reason);
    }
    expect(readFileSync(log, "utf8")).not.toContain('"canary":true');
  });

  test("every coding is read", async () => {
    const fetcher = hostileFetcher();
    const paths = ["/gzip", "/br", "/deflate", "/zstd", "/x-gzip", "/deflate-raw", "/double-gzip"];
    for (const path of paths) {
      const answer = await fetcher.fetch(ask(origin + path));
      expect(answer.kind === "body" && Buffer.from(answer.body).toString()).toContain("</rss>");
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await opened(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

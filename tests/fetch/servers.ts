import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { onTestFinished } from "vitest";
import type { FetchRequest } from "../../src/fetch/request.ts";
import { createFetcher, type Fetcher } from "../../src/fetch/fetcher.ts";
import type { FetchSettings } from "../../src/fetch/settings.ts";
import { FetchError } from "../../src/model/errors.ts";

export type Loopback = {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  readonly host: string;
  readonly port: number;
  /** Everything that arrived, in order. */
  readonly requests: IncomingMessage[];
};

/** A loopback HTTP server that ends with the test. */
export async function serve(listener: RequestListener): Promise<Loopback> {
  return listen("http", (record) => createServer(record), listener);
}

/** The same over TLS, with a certificate nobody trusts. */
export async function serveTls(listener: RequestListener): Promise<Loopback> {
  const pem = readFileSync(new URL("self-signed.pem", import.meta.url));
  return listen("https", (record) => createTlsServer({ key: pem, cert: pem }, record), listener);
}

/** A server of raw bytes: they are written at once to whoever sends something. */
export async function serveRaw(answer: string | Buffer): Promise<Loopback> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => {}).once("data", () => socket.end(answer));
  });
  const port = await opened(server);
  onTestFinished(() => void server.close());
  return { origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, port, requests: [] };
}

async function listen(
  scheme: string,
  create: (listener: RequestListener) => Server,
  listener: RequestListener,
): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  const server = create((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  const port = await opened(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${port}`;
  return { origin: `${scheme}://${host}`, host, port, requests };
}

/** Listens on a free loopback port and tells it. */
export async function opened(server: TcpServer): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

export const testSettings: FetchSettings = {
  timeoutMs: 5000,
  connectTimeoutMs: 5000,
  idleTimeoutMs: 5000,
  maxBodyBytes: 1024 * 1024,
  userAgent: "Feedloom/0.0.0 (+https://feedloom.test/)",
  allowPrivateAddresses: true,
};

/** A fetcher that ends with the test. */
export function testFetcher(changes: Partial<FetchSettings> = {}): Fetcher {
  const fetcher = createFetcher({ ...testSettings, ...changes });
  onTestFinished(() => void fetcher.close());
  return fetcher;
}

/** A request as the poll makes it for a new source. */
export function ask(url: string, changes: Partial<FetchRequest> = {}): FetchRequest {
  return {
    url,
    validators: { etag: null, lastModified: null },
    headers: {},
    proxy: null,
    allowInsecureTls: false,
    ...changes,
  };
}

/** The FetchError a fetch fails with; any other outcome fails the test. */
export async function failureOf(answer: Promise<unknown>): Promise<FetchError> {
  const error = await answer.then(
    () => new Error("the fetch did not fail"),
    (problem: unknown) => problem,
  );
  if (error instanceof FetchError) return error;
  throw error;
}

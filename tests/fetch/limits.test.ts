import { createServer } from "node:net";
import { expect, test } from "vitest";
import { ask, failureOf, opened, serve, serveRaw, testFetcher } from "./servers.ts";

test("the whole request has one deadline, however busy the line is", async () => {
  const server = await serve((_, response) => {
    const timer = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(timer));
  });
  const fetcher = testFetcher({ timeoutMs: 400 });
  const error = await failureOf(fetcher.fetch(ask(server.origin)));
  expect(error.reason).toBe("timeout");
  expect(error.message).toBe(`${server.host}: timeout, no complete answer within 400 ms`);
});

test("the deadline counts all redirects together", async () => {
  const server = await serve((request, response) => {
    const hop = Number(request.url?.slice(1));
    setTimeout(() => response.writeHead(302, { Location: `/${hop + 1}` }).end(), 200);
  });
  const error = await failureOf(testFetcher({ timeoutMs: 500 }).fetch(ask(`${server.origin}/0`)));
  expect(error.reason).toBe("timeout");
});

test("a deadline, or an abort, that comes between two hops is not lost", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/") response.writeHead(302, { Location: "/next" });
    // Neither comes to its end.
    response.write("x");
    const timer = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(timer));
  });
  const late = await failureOf(testFetcher({ timeoutMs: 300 }).fetch(ask(server.origin)));
  expect(late.reason).toBe("timeout");
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("shutting down")), 300);
  const stopped = testFetcher().fetch(ask(server.origin), stop.signal);
  await expect(stopped).rejects.toThrow("shutting down");
  expect(server.requests.map(({ url }) => url)).toEqual(["/", "/"]);
});

test("neither the deadline nor a stop waits for a connection that does not come", async () => {
  // Takes connections and reads what comes, but never says anything: no TLS comes of it.
  const server = createServer((socket) => void socket.on("error", () => {}).resume());
  const url = `https://127.0.0.1:${await opened(server)}/`;
  const startedAt = performance.now();
  const settings = { connectTimeoutMs: 20_000, idleTimeoutMs: 20_000 };
  const hasty = testFetcher({ ...settings, timeoutMs: 200 });
  expect((await failureOf(hasty.fetch(ask(url)))).reason).toBe("timeout");
  const patient = testFetcher({ ...settings, timeoutMs: 20_000 });
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("shutting down")), 200);
  await expect(patient.fetch(ask(url), stop.signal)).rejects.toThrow("shutting down");
  await Promise.all([hasty.close(), patient.close()]);
  // Resolves when no connection is left that would keep the process.
  await new Promise((resolve) => server.close(resolve));
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test("silence before the headers and in mid-body ends the fetch before the deadline", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/body") response.write("<rss>");
  });
  const fetcher = testFetcher({ timeoutMs: 20_000, idleTimeoutMs: 300 });
  for (const path of ["/headers", "/body"]) {
    const error = await failureOf(fetcher.fetch(ask(server.origin + path)));
    expect(error.reason).toBe("timeout");
    expect(error.message).toContain("300 ms");
  }
});

test("an abort from outside ends the fetch with its own reason", async () => {
  const server = await serve(() => {});
  const fetcher = testFetcher();
  const stop = new AbortController();
  const fetching = fetcher.fetch(ask(server.origin), stop.signal);
  setTimeout(() => stop.abort(new Error("shutting down")), 50);
  await expect(fetching).rejects.toThrow("shutting down");
  await expect(fetcher.fetch(ask(server.origin), stop.signal)).rejects.toThrow("shutting down");
});

test("a body is taken up to the limit and not a byte beyond", async () => {
  const server = await serve((request, response) => {
    const size = Number(request.url?.slice(1));
    response.write(Buffer.alloc(size - 1));
    response.end("x");
  });
  const fetcher = testFetcher({ maxBodyBytes: 200_000 });
  const answer = await fetcher.fetch(ask(`${server.origin}/200000`));
  expect(answer.kind === "body" && answer.body.length).toBe(200_000);
  const error = await failureOf(fetcher.fetch(ask(`${server.origin}/200001`)));
  expect(error.reason).toBe("too-large");
  expect(error.message).toBe(`${server.host}: larger than 195 KiB (poll.maxBody)`);
});

test("a declared length beyond the limit is refused at once", async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { "Content-Length": "10000000000" }).flushHeaders();
  });
  const fetcher = testFetcher({ timeoutMs: 20_000, idleTimeoutMs: 20_000 });
  const startedAt = performance.now();
  expect((await failureOf(fetcher.fetch(ask(server.origin)))).reason).toBe("too-large");
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

test("a body in its own memory can be handed to a worker", async () => {
  const server = await serve((_, response) => response.end("<rss/>"));
  const answer = await testFetcher().fetch(ask(server.origin));
  if (answer.kind !== "body") throw new Error("no body");
  const moved = structuredClone(answer.body, { transfer: [answer.body.buffer] });
  expect(Buffer.from(moved).toString()).toBe("<rss/>");
  expect(moved.buffer.byteLength).toBe(6);
});

test.each([
  ["a body shorter than declared", "Content-Length: 100\r\n\r\n<rss>", "connection"],
  ["no last chunk", "Transfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n", "connection"],
  ["headers of 40 kB", `X-A: ${"x".repeat(40_000)}\r\n\r\n`, "bad-response"],
  ["a broken chunk size", "Transfer-Encoding: chunked\r\n\r\nzz\r\n<rss>\r\n", "bad-response"],
])("a broken answer is an error: %s", async (_, rest, reason) => {
  const server = await serveRaw(`HTTP/1.1 200 OK\r\nETag: "cut"\r\n${rest}`);
  const error = await failureOf(testFetcher().fetch(ask(server.origin)));
  expect(error.reason).toBe(reason);
});

test.each([
  ["SSH-2.0-OpenSSH_9.2p1\r\n", "bad-response"],
  ["", "connection"],
])("what is no HTTP answer is an error: %j", async (bytes, reason) => {
  const server = await serveRaw(bytes);
  const error = await failureOf(testFetcher().fetch(ask(server.origin)));
  expect(error.reason).toBe(reason);
});

test("a body of single bytes takes no more memory than its size", async () => {
  const bytes = 200_000;
  const chunks = "1\r\nx\r\n".repeat(bytes);
  const server = await serveRaw(
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`,
  );
  const answer = await testFetcher().fetch(ask(server.origin));
  expect(answer.kind === "body" && answer.body.length).toBe(bytes);
});

test("a refused connection and an unknown name are told apart", async () => {
  const fetcher = testFetcher();
  const refused = await failureOf(fetcher.fetch(ask("http://127.0.0.1:1/")));
  expect([refused.reason, refused.host]).toEqual(["connection", "127.0.0.1:1"]);
  const unknown = await failureOf(fetcher.fetch(ask("http://feedloom.invalid/")));
  expect([unknown.reason, unknown.host]).toEqual(["dns", "feedloom.invalid"]);
});

test("closing waits for what is under way, redirects included, and takes nothing new", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/b") return response.end("<rss/>");
    return setTimeout(() => response.writeHead(302, { Location: "/b" }).end(), 200);
  });
  const fetcher = testFetcher();
  const fetching = fetcher.fetch(ask(`${server.origin}/a`));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await fetcher.close();
  expect((await fetching).status).toBe(200);
  await expect(fetcher.fetch(ask(server.origin))).rejects.toThrow("closed");
});

test("a request can have a smaller limit and look at the type first", async () => {
  const server = await serve((request, response) => {
    const type = request.url === "/film" ? "video/mp4" : "text/html";
    response.writeHead(200, { "content-type": type }).end("x".repeat(5_000));
  });
  const isWantedType = (type: string | null): boolean => type === "text/html";
  const request = (path: string, maxBodyBytes: number) =>
    ask(server.origin + path, { maxBodyBytes, isWantedType });
  const fetcher = testFetcher();
  expect(await fetcher.fetch(request("/page", 5_000))).toMatchObject({ bodyBytes: 5_000 });
  const tooLarge = await failureOf(fetcher.fetch(request("/page", 4_096)));
  expect(tooLarge.reason).toBe("too-large");
  expect(tooLarge.message).toBe(`${server.host}: larger than 4 KiB`);
  expect((await failureOf(fetcher.fetch(request("/film", 5_000)))).reason).toBe("bad-response");
});

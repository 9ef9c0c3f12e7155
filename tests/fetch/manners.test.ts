import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { ask, serve, testFetcher, testSettings } from "./servers.ts";

test("a request says who asks and what it reads, and nothing else", async () => {
  const server = await serve((_, response) => response.end("<rss/>"));
  const validators = { etag: '"1"', lastModified: "Wed, 21 Oct 2015 07:28:00 GMT" };
  await testFetcher().fetch(ask(`${server.origin}/feed?a=b&utm_source=x`, { validators }));
  const [request] = server.requests;
  expect(request?.method).toBe("GET");
  expect(request?.url).toBe("/feed?a=b&utm_source=x");
  const { accept, ...others } = request?.headers ?? {};
  expect(accept).toMatch(/^application\/atom\+xml, application\/rss\+xml,.*\*\/\*/);
  expect(others).toEqual({
    host: server.host,
    connection: "keep-alive",
    "user-agent": testSettings.userAgent,
    "accept-encoding": "gzip, br, deflate, zstd",
    "if-none-match": '"1"',
    "if-modified-since": "Wed, 21 Oct 2015 07:28:00 GMT",
  });
});

test("a cookie that was set never comes back", async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { "Set-Cookie": "id=1; Path=/" }).end("<rss/>");
  });
  const fetcher = testFetcher();
  await fetcher.fetch(ask(server.origin));
  await fetcher.fetch(ask(server.origin));
  expect(server.requests[1]?.headers).not.toHaveProperty("cookie");
});

test("one connection serves redirects, refusals and documents of a host", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/a") response.writeHead(302, { Location: "/b" }).end("moved");
    else response.writeHead(request.url === "/404" ? 404 : 200).end("text");
  });
  const fetcher = testFetcher();
  await fetcher.fetch(ask(`${server.origin}/404`)).catch(() => {});
  await fetcher.fetch(ask(`${server.origin}/a`));
  await nextTurn();
  await fetcher.fetch(ask(`${server.origin}/c`));
  expect(server.requests).toHaveLength(4);
  expect(new Set(server.requests.map(({ socket }) => socket.remotePort)).size).toBe(1);
});

test("configured headers win over ours in any case of letters, but not over the connection's", async () => {
  const server = await serve((_, response) => response.end("<rss/>"));
  const headers = {
    "USER-AGENT": "Own/1",
    accept: "text/xml",
    "Accept-Language": "de",
    Connection: "close",
    "Transfer-Encoding": "chunked",
    "If-None-Match": '"made up"',
  };
  await testFetcher().fetch(ask(server.origin, { headers }));
  const sent = server.requests[0]?.headers;
  expect(sent).toMatchObject({
    "user-agent": "Own/1",
    accept: "text/xml",
    "accept-language": "de",
    connection: "keep-alive",
  });
  expect(sent).not.toHaveProperty("if-none-match");
  expect(sent).not.toHaveProperty("transfer-encoding");
});

test("pages and images can be asked for with an Accept of their own", async () => {
  const server = await serve((_, response) => response.end("<html>"));
  await testFetcher().fetch(ask(server.origin, { accept: "text/html" }));
  expect(server.requests[0]?.headers.accept).toBe("text/html");
});

test("a connection beyond a few hundred open ones is closed after its answer", async () => {
  const held: (() => void)[] = [];
  const server = await serve((request, response) => {
    if (request.url === "/last") response.end("<rss/>");
    else held.push(() => response.end("<rss/>"));
  });
  const fetcher = testFetcher({ timeoutMs: 20_000, idleTimeoutMs: 20_000 });
  const waiting = Array.from({ length: 256 }, () => fetcher.fetch(ask(server.origin)));
  while (held.length < waiting.length) await nextTurn();
  await fetcher.fetch(ask(`${server.origin}/last`));
  expect(server.requests.at(0)?.headers.connection).toBe("keep-alive");
  expect(server.requests.at(-1)?.headers.connection).toBe("close");
  for (const release of held) release();
  expect(await Promise.all(waiting)).toHaveLength(256);
});

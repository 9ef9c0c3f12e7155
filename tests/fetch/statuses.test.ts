import { expect, test } from "vitest";
import { ask, failureOf, serve, testFetcher } from "./servers.ts";

test.each([
  [410, "gone"],
  [429, "rate-limited"],
  [400, "status"],
  [401, "status"],
  [403, "status"],
  [404, "status"],
  [500, "status"],
  [503, "status"],
  [300, "status"],
  [305, "status"],
  [202, "bad-response"],
  [204, "bad-response"],
  [205, "bad-response"],
  [206, "bad-response"],
  [226, "bad-response"],
])("status %i brings no document: %s", async (status, reason) => {
  const server = await serve((_, response) => {
    response.writeHead(status, { "Retry-After": "60", "Cache-Control": "max-age=5", ETag: '"e"' });
    response.end("an error page");
  });
  const error = await failureOf(testFetcher().fetch(ask(server.origin)));
  expect(error).toMatchObject({
    reason,
    status,
    host: server.host,
    caching: { retryAfter: "60", cacheControl: "max-age=5" },
  });
  expect(error.message).toContain(`${server.host}: `);
  expect(error.message).toContain(String(status));
});

test("a 429 behind a redirect names the host that gave it", async () => {
  const busy = await serve((_, response) => response.writeHead(429).end());
  const server = await serve((_, response) => {
    response.writeHead(302, { Location: busy.origin }).end();
  });
  const error = await failureOf(testFetcher().fetch(ask(server.origin)));
  expect([error.reason, error.host]).toEqual(["rate-limited", busy.host]);
});

test("203 from a transforming proxy is a document", async () => {
  const server = await serve((_, response) => response.writeHead(203).end("<rss/>"));
  expect((await testFetcher().fetch(ask(server.origin))).kind).toBe("body");
});

test("an empty document is a document; to judge it is the reader's task", async () => {
  const server = await serve((_, response) => response.end());
  const answer = await testFetcher().fetch(ask(server.origin));
  expect(answer.kind === "body" && answer.body.length).toBe(0);
});

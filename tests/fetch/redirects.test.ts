import { expect, test } from "vitest";
import { ask, failureOf, serve, serveRaw, testFetcher, type Loopback } from "./servers.ts";

/** Answers each path of `moves` with its redirect, every other one with a document. */
function serveMoves(moves: Record<string, readonly [number, string]>): Promise<Loopback> {
  return serve((request, response) => {
    const move = moves[request.url ?? ""];
    if (move === undefined) response.writeHead(200, { ETag: '"1"' }).end("<rss/>");
    else response.writeHead(move[0], { Location: move[1] }).end("moved");
  });
}

test.each([301, 308])("a permanent redirect (%i) tells the new address", async (status) => {
  const server = await serveMoves({ "/old": [status, "/new"] });
  const answer = await testFetcher().fetch(ask(`${server.origin}/old`));
  expect(answer.finalUrl).toBe(`${server.origin}/new`);
  expect(answer.permanentUrl).toBe(`${server.origin}/new`);
});

test.each([302, 303, 307])(
  "a temporary redirect (%i) is followed, not remembered",
  async (status) => {
    const server = await serveMoves({ "/old": [status, "/new"] });
    const answer = await testFetcher().fetch(ask(`${server.origin}/old`));
    expect(answer.finalUrl).toBe(`${server.origin}/new`);
    expect(answer.permanentUrl).toBeNull();
  },
);

test("only the permanent hops at the start of a chain are remembered", async () => {
  const server = await serveMoves({ "/a": [301, "/b"], "/b": [302, "/c"], "/c": [301, "/d"] });
  const answer = await testFetcher().fetch(ask(`${server.origin}/a`));
  expect(answer.permanentUrl).toBe(`${server.origin}/b`);
  expect(answer.finalUrl).toBe(`${server.origin}/d`);
});

test("a 304 at the end of permanent redirects tells the new address too", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/a") response.writeHead(301, { Location: "/b" }).end();
    else response.writeHead(304).end();
  });
  const validators = { etag: '"1"', lastModified: null };
  const answer = await testFetcher().fetch(ask(`${server.origin}/a`, { validators }));
  expect([answer.kind, answer.permanentUrl]).toEqual(["not-modified", `${server.origin}/b`]);
});

test("a circle ends before any address is asked twice", async () => {
  const server = await serveMoves({ "/a": [302, "/b"], "/b": [302, "/a"] });
  const error = await failureOf(testFetcher().fetch(ask(`${server.origin}/a`)));
  expect(error.reason).toBe("too-many-redirects");
  expect(server.requests.map(({ url }) => url)).toEqual(["/a", "/b"]);
});

test("five redirects are followed, a sixth is not", async () => {
  const moves = Object.fromEntries(
    Array.from({ length: 6 }, (_, hop) => [`/${hop}`, [302, `/${hop + 1}`] as const]),
  );
  const server = await serveMoves(moves);
  expect((await testFetcher().fetch(ask(`${server.origin}/1`))).status).toBe(200);
  const error = await failureOf(testFetcher().fetch(ask(`${server.origin}/0`)));
  expect([error.reason, error.status]).toEqual(["too-many-redirects", 302]);
});

test.each(["file:///etc/passwd", "gopher://127.0.0.1/", "javascript:1", "http://", "http://a b/"])(
  "a Location that cannot be asked is an error: %s",
  async (location) => {
    const server = await serveMoves({ "/": [302, location] });
    expect((await failureOf(testFetcher().fetch(ask(server.origin)))).reason).toBe("bad-redirect");
  },
);

test("a redirect without a Location is an error", async () => {
  const server = await serve((_, response) => response.writeHead(301).end());
  const error = await failureOf(testFetcher().fetch(ask(server.origin)));
  expect([error.reason, error.status]).toEqual(["bad-redirect", 301]);
});

test("a Location in raw UTF-8 is understood, its fragment and userinfo are dropped", async () => {
  const target = await serve((_, response) => response.end("<rss/>"));
  const location = `http://eve:pw@${target.host}/caf\u00e9#top`;
  const head = `HTTP/1.1 301 Moved\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`;
  const server = await serveRaw(Buffer.from(head, "utf8"));
  const answer = await testFetcher().fetch(ask(server.origin));
  expect(answer.permanentUrl).toBe(`${target.origin}/caf%C3%A9`);
  expect(answer.finalUrl).toBe(`${target.origin}/caf%C3%A9`);
  expect(target.requests[0]?.headers).not.toHaveProperty("authorization");
});

test("the host of every redirect's target is waited for, not that of the first request", async () => {
  const server = await serveMoves({ "/a": [302, "/b"], "/b": [302, "/c"] });
  const waits: string[] = [];
  const beforeHop = async (url: URL): Promise<void> => {
    waits.push(`${url.pathname} after ${server.requests.length}`);
  };
  await testFetcher().fetch(ask(`${server.origin}/a`, { beforeHop }));
  expect(waits).toEqual(["/b after 1", "/c after 2"]);
});

test("waiting for a host's turn does not use up the time of the fetch", async () => {
  const server = await serveMoves({ "/a": [302, "/b"] });
  const beforeHop = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 600));
  const fetcher = testFetcher({ timeoutMs: 500 });
  const answer = await fetcher.fetch(ask(`${server.origin}/a`, { beforeHop }));
  expect(answer.status).toBe(200);
});

test("an aborted fetch does not go on waiting for a host's turn", async () => {
  const server = await serveMoves({ "/a": [302, "/b"] });
  const stop = new AbortController();
  const beforeHop = (): Promise<void> => {
    stop.abort(new Error("shutting down"));
    return new Promise(() => {});
  };
  const fetching = testFetcher().fetch(ask(`${server.origin}/a`, { beforeHop }), stop.signal);
  await expect(fetching).rejects.toThrow("shutting down");
  expect(server.requests).toHaveLength(1);
});

test("Retry-After of a redirect is kept beside that of the document", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/a") {
      response.writeHead(302, { Location: "/b", "Retry-After": "90" }).end();
    } else response.end("<rss/>");
  });
  const { caching } = await testFetcher().fetch(ask(`${server.origin}/a`));
  expect([caching.redirectRetryAfter, caching.retryAfter]).toEqual(["90", null]);
});

test("Retry-After of a redirect is kept where its target does not answer", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/b") response.destroy();
    else response.writeHead(302, { Location: "/b", "Retry-After": "90" }).end();
  });
  const { caching } = await failureOf(testFetcher().fetch(ask(`${server.origin}/a`)));
  expect(caching?.redirectRetryAfter).toBe("90");
});

test("an endless body of a redirect does not hold up the fetch", async () => {
  const server = await serve((request, response) => {
    if (request.url !== "/a") {
      response.end("<rss/>");
      return;
    }
    response.writeHead(302, { Location: "/b" });
    const timer = setInterval(() => response.write("x".repeat(16384)), 1);
    response.on("close", () => clearInterval(timer));
  });
  const answer = await testFetcher({ timeoutMs: 4000 }).fetch(ask(`${server.origin}/a`));
  expect(answer.finalUrl).toBe(`${server.origin}/b`);
});

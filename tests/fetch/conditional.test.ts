import { expect, test } from "vitest";
import { ask, failureOf, serve, testFetcher } from "./servers.ts";

const nothing = { etag: null, lastModified: null };

test("a first request carries no validator", async () => {
  const server = await serve((_, response) => response.end("<rss/>"));
  await testFetcher().fetch(ask(server.origin));
  expect(server.requests[0]?.headers).not.toHaveProperty("if-none-match");
  expect(server.requests[0]?.headers).not.toHaveProperty("if-modified-since");
});

test.each([
  ['"strong"', "Wed, 21 Oct 2015 07:28:00 GMT"],
  ['W/"weak-gzip"', "2015-10-21 07:28:00 +0000"],
  ["unquoted,2-gzip", "Wednesday, 21-Oct-15 07:28:00 GMT"],
  ['"caf\u00e9"', "yesterday"],
])("both validators are kept and sent byte for byte: %s, %s", async (etag, lastModified) => {
  const server = await serve((request, response) => {
    const isKnown = request.headers["if-none-match"] !== undefined;
    response.writeHead(isKnown ? 304 : 200, { ETag: etag, "Last-Modified": lastModified }).end();
  });
  const fetcher = testFetcher();
  const { validators } = await fetcher.fetch(ask(server.origin));
  expect(validators).toEqual({ etag, lastModified });
  const second = await fetcher.fetch(ask(server.origin, { validators }));
  expect(second.kind).toBe("not-modified");
  expect(server.requests[1]?.headers["if-none-match"]).toBe(etag);
  expect(server.requests[1]?.headers["if-modified-since"]).toBe(lastModified);
});

test("what a 304 says replaces the stored validators, what it leaves out stays", async () => {
  const server = await serve((_, response) => {
    response.writeHead(304, { ETag: '"new"', "Cache-Control": "max-age=60" }).end();
  });
  const validators = { etag: '"old"', lastModified: "Wed, 21 Oct 2015 07:28:00 GMT" };
  const answer = await testFetcher().fetch(ask(server.origin, { validators }));
  expect(answer.validators).toEqual({ etag: '"new"', lastModified: validators.lastModified });
  expect(answer.caching.cacheControl).toBe("max-age=60");
});

test("a 304 leaves the lifetime of its document as it was, as far as it says nothing else", async () => {
  const server = await serve((request, response) => {
    response.writeHead(304, request.url === "/new" ? { "Cache-Control": "max-age=60" } : {}).end();
  });
  const validators = { etag: '"1"', lastModified: null };
  const expires = "Wed, 21 Oct 2015 07:28:00 GMT";
  const known = { validators, lifetime: { cacheControl: "max-age=36000", expires } };
  const bare = await testFetcher().fetch(ask(`${server.origin}/bare`, known));
  expect(bare.caching).toMatchObject({ cacheControl: "max-age=36000", expires });
  const renewed = await testFetcher().fetch(ask(`${server.origin}/new`, known));
  expect(renewed.caching).toMatchObject({ cacheControl: "max-age=60", expires });
});

test("a 200 without validators deletes the old ones", async () => {
  const server = await serve((_, response) => response.end("<rss/>"));
  const validators = { etag: '"old"', lastModified: "Wed, 21 Oct 2015 07:28:00 GMT" };
  const answer = await testFetcher().fetch(ask(server.origin, { validators }));
  expect(answer.validators).toEqual(nothing);
});

test("a 304 to an unconditional request is an error", async () => {
  const server = await serve((_, response) => response.writeHead(304).end());
  const error = await failureOf(testFetcher().fetch(ask(server.origin)));
  expect([error.reason, error.status]).toEqual(["bad-response", 304]);
});

test("a validator that cannot be sent back is not kept, so that later requests still work", async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { ETag: `"${"x".repeat(2000)}"` }).end("<rss/>");
  });
  expect((await testFetcher().fetch(ask(server.origin))).validators).toEqual(nothing);
});

test("validators go to the origin they came from and to no other", async () => {
  const target = await serve((_, response) => response.end("<rss/>"));
  const start = await serve((_, response) => {
    response.writeHead(302, { Location: `${target.origin}/feed` }).end();
  });
  const validators = { etag: '"1"', lastModified: null };
  const fetcher = testFetcher();
  const changes = { validators, validatorsUrl: `${target.origin}/feed` };
  await fetcher.fetch(ask(start.origin, changes));
  expect(start.requests[0]?.headers).not.toHaveProperty("if-none-match");
  expect(target.requests[0]?.headers["if-none-match"]).toBe('"1"');
});

test("a 304 from an origin that no validators went to is an error", async () => {
  const target = await serve((_, response) => response.writeHead(304, { ETag: '"evil"' }).end());
  const start = await serve((_, response) => {
    response.writeHead(302, { Location: `${target.origin}/feed` }).end();
  });
  const validators = { etag: '"1"', lastModified: null };
  const changes = { validators, validatorsUrl: `${start.origin}/feed` };
  const error = await failureOf(testFetcher().fetch(ask(start.origin, changes)));
  expect(target.requests[0]?.headers).not.toHaveProperty("if-none-match");
  expect([error.reason, error.status]).toEqual(["bad-response", 304]);
});

test("the caching fields are handed on as they came", async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, {
      "Cache-Control": ["max-age=60", "immutable"],
      Age: "5",
      Expires: "0",
      Date: "Wed, 21 Oct 2015 07:28:00 GMT",
      "Retry-After": "120",
      Link: ['<https://hub.example/>; rel="hub"', '</feed>; rel="self"'],
      "Content-Type": "application/rss+xml; charset=utf-8",
    });
    response.end("<rss/>");
  });
  const answer = await testFetcher().fetch(ask(server.origin));
  expect(answer).toMatchObject({
    kind: "body",
    status: 200,
    host: server.host,
    finalUrl: `${server.origin}/`,
    contentType: "application/rss+xml; charset=utf-8",
    caching: {
      cacheControl: "max-age=60, immutable",
      age: "5",
      expires: "0",
      date: "Wed, 21 Oct 2015 07:28:00 GMT",
      retryAfter: "120",
    },
  });
  expect(answer.links.join(", ")).toBe('<https://hub.example/>; rel="hub", </feed>; rel="self"');
});

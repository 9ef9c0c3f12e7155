import { expect, test } from "vitest";
import { ask, failureOf, serve, serveTls, testFetcher } from "./servers.ts";

test("a certificate nobody vouches for fails the fetch before anything is sent", async () => {
  const server = await serveTls((_, response) => response.end("<rss/>"));
  const headers = { Authorization: "Bearer t0ken" };
  const error = await failureOf(testFetcher().fetch(ask(server.origin, { headers })));
  expect(error.reason).toBe("tls");
  expect(error.message).toBe(`${server.host}: its TLS certificate is self-signed`);
  expect(server.requests).toEqual([]);
});

test("a source can allow it, which changes nothing for the others", async () => {
  const server = await serveTls((_, response) => response.end("<rss/>"));
  const fetcher = testFetcher();
  const answer = await fetcher.fetch(ask(server.origin, { allowInsecureTls: true }));
  expect(answer.status).toBe(200);
  expect((await failureOf(fetcher.fetch(ask(server.origin)))).reason).toBe("tls");
});

test("http behind an https address is a TLS failure, not a downgrade", async () => {
  const server = await serve((_, response) => response.end("<rss/>"));
  const error = await failureOf(testFetcher().fetch(ask(`https://${server.host}/`)));
  expect(error.reason).toBe("tls");
  expect(server.requests).toEqual([]);
});

test("a redirect from https to http is followed but not remembered, and takes no credentials", async () => {
  const plain = await serve((_, response) => response.end("<rss/>"));
  const server = await serveTls((_, response) => {
    response.writeHead(301, { Location: plain.origin }).end();
  });
  const headers = { Authorization: "Bearer t0ken" };
  const request = ask(server.origin, { allowInsecureTls: true, headers });
  const answer = await testFetcher().fetch(request);
  expect(answer.finalUrl).toBe(`${plain.origin}/`);
  expect(answer.permanentUrl).toBeNull();
  expect(plain.requests[0]?.headers).not.toHaveProperty("authorization");
});

test("the address guard holds for https too", async () => {
  const server = await serveTls((_, response) => response.end("<rss/>"));
  const fetcher = testFetcher({ allowPrivateAddresses: false });
  const request = ask(server.origin, { allowInsecureTls: true });
  expect((await failureOf(fetcher.fetch(request))).reason).toBe("blocked-address");
  expect(server.requests).toEqual([]);
});

test("what a source allows counts for its own origin, not for where it sends us", async () => {
  const other = await serveTls((_, response) => response.end("<rss/>"));
  const server = await serveTls((request, response) => {
    if (request.url === "/feed") response.end("<rss/>");
    else
      response.writeHead(302, { Location: request.url === "/own" ? "/feed" : other.origin }).end();
  });
  const fetcher = testFetcher();
  const asked = (path: string, configuredUrl = server.origin) =>
    fetcher.fetch(ask(path, { allowInsecureTls: true, configuredUrl }));
  expect((await asked(`${server.origin}/own`)).status).toBe(200);
  expect((await failureOf(asked(`${server.origin}/away`))).reason).toBe("tls");
  // An article's page.
  expect((await failureOf(asked(other.origin))).reason).toBe("tls");
  expect(other.requests).toEqual([]);
});

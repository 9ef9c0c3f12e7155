import { expect, test } from "vitest";
import { ask, failureOf, serve, testFetcher, type Loopback } from "./servers.ts";

const secrets = { Authorization: "Bearer t0ken", Cookie: "session=1", "X-Api-Key": "k3y" };
const secretNames = Object.keys(secrets).map((name) => name.toLowerCase());

/** Redirects `/start` to `target`, answers all else with a document. */
function serveStart(target: string): Promise<Loopback> {
  return serve((request, response) => {
    if (request.url === "/start") response.writeHead(301, { Location: target }).end();
    else response.end("<rss/>");
  });
}

function sentSecrets(server: Loopback, index: number): string[] {
  return secretNames.filter((name) => server.requests[index]?.headers[name] !== undefined);
}

test("userinfo of the address becomes Basic authorisation and shows up in no address", async () => {
  const server = await serve((_, response) => response.end("<rss/>"));
  const answer = await testFetcher().fetch(ask(`http://j%C3%BCrgen:p%40ss@${server.host}/feed`));
  const sent = server.requests[0]?.headers.authorization ?? "";
  expect(Buffer.from(sent.replace("Basic ", ""), "base64").toString()).toBe("j\u00fcrgen:p@ss");
  expect(server.requests[0]?.url).toBe("/feed");
  expect(answer.finalUrl).toBe(`${server.origin}/feed`);
});

test("configured headers and userinfo stay with redirects on the same origin", async () => {
  const server = await serveStart("/feed");
  const url = `${server.origin}/start`;
  await testFetcher().fetch(ask(url, { headers: secrets }));
  expect(sentSecrets(server, 1)).toEqual(secretNames);
  await testFetcher().fetch(ask(url.replace("//", "//user:pass@")));
  expect(server.requests[3]?.headers.authorization).toMatch(/^Basic /);
});

test("credentials are dropped when a redirect leaves the origin, harmless headers are not", async () => {
  const other = await serve((_, response) => response.end("<rss/>"));
  const server = await serveStart(other.origin);
  const headers = { ...secrets, "Accept-Language": "de" };
  await testFetcher().fetch(ask(`${server.origin}/start`, { headers }));
  expect(sentSecrets(server, 0)).toEqual(secretNames);
  expect(sentSecrets(other, 0)).toEqual([]);
  expect(other.requests[0]?.headers["accept-language"]).toBe("de");
  const withUser = server.origin.replace("//", "//user:pass@");
  await testFetcher().fetch(ask(`${withUser}/start`));
  expect(other.requests[1]?.headers).not.toHaveProperty("authorization");
});

test("credentials do not come back when the chain returns to the first origin", async () => {
  let home = "";
  const other = await serve((_, response) => {
    response.writeHead(302, { Location: `${home}/feed` }).end();
  });
  const server = await serveStart(other.origin);
  home = server.origin;
  await testFetcher().fetch(ask(`${server.origin}/start`, { headers: secrets }));
  expect(server.requests[1]?.url).toBe("/feed");
  expect(sentSecrets(server, 1)).toEqual([]);
});

test("an adopted address on another origin gets no credentials of the configured one", async () => {
  const moved = await serve((_, response) => response.end("<rss/>"));
  const configuredUrl = "http://user:pass@127.0.0.1:1/feed";
  await testFetcher().fetch(ask(moved.origin, { configuredUrl, headers: secrets }));
  expect(sentSecrets(moved, 0)).toEqual([]);
});

test("an adopted address on the configured origin gets its userinfo", async () => {
  const server = await serve((_, response) => response.end("<rss/>"));
  const configuredUrl = `http://user:pass@${server.host}/old`;
  await testFetcher().fetch(ask(`${server.origin}/new`, { configuredUrl }));
  expect(server.requests[0]?.headers.authorization).toMatch(/^Basic /);
});

test("no message of a failure holds a credential", async () => {
  const server = await serve((_, response) => response.writeHead(403).end());
  const url = `http://user:s3cret@${server.host}/?token=s3cret`;
  const fetcher = testFetcher({ timeoutMs: 500 });
  const errors = [
    await failureOf(fetcher.fetch(ask(url, { headers: { "X-Key": "s3cret" } }))),
    await failureOf(fetcher.fetch(ask("http://user:s3cret@127.0.0.1:1/?s3cret"))),
    await failureOf(fetcher.fetch(ask(url, { headers: { "X-Key": "s3cret\u0000" } }))),
    await failureOf(fetcher.fetch(ask(url, { proxy: "http://user:s3cret@127.0.0.1:1" }))),
    await failureOf(fetcher.fetch(ask(url, { proxy: "s3cret" }))),
    await failureOf(fetcher.fetch(ask("ftp://user:s3cret@example.org/"))),
  ];
  expect(errors.map(({ message }) => message).join("\n")).not.toContain("s3cret");
});

import { createServer, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ask, failureOf, opened, serve, serveTls, testFetcher } from "./servers.ts";

type TestProxy = { readonly url: string; readonly seen: IncomingMessage[] };

/** A forward proxy that sends every tunnel and every plain request to 127.0.0.1:`port`, whatever was asked for. */
async function startProxy(port: number): Promise<TestProxy> {
  const seen: IncomingMessage[] = [];
  const proxy = createServer((request, response) => {
    seen.push(request);
    response.end("<rss>through the proxy</rss>");
  });
  proxy.on("connect", (request: IncomingMessage, client) => {
    seen.push(request);
    const target = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connected\r\n\r\n");
      client.pipe(target).pipe(client);
    });
    target.on("error", () => client.destroy());
    client.on("error", () => target.destroy());
  });
  const proxyPort = await opened(proxy);
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { url: `http://127.0.0.1:${proxyPort}`, seen };
}

test("plain http goes to the proxy with the whole address", async () => {
  const proxy = await startProxy(0);
  const fetcher = testFetcher({ allowPrivateAddresses: false });
  const url = "http://blog.example/feed?x=1";
  const answer = await fetcher.fetch(ask(url, { proxy: proxy.url.replace("//", "//user:pw@") }));
  expect(answer.kind === "body" && Buffer.from(answer.body).toString()).toContain("proxy");
  expect(answer.finalUrl).toBe(url);
  expect(proxy.seen[0]?.url).toBe(url);
  expect(proxy.seen[0]?.headers["proxy-authorization"]).toMatch(/^Basic /);
});

test("https goes through a tunnel", async () => {
  const server = await serveTls((_, response) => response.end("<rss/>"));
  const proxy = await startProxy(server.port);
  const fetcher = testFetcher({ allowPrivateAddresses: false });
  const request = ask("https://blog.example/feed", { proxy: proxy.url });
  expect((await failureOf(fetcher.fetch(request))).reason).toBe("tls");
  const answer = await fetcher.fetch({ ...request, allowInsecureTls: true });
  expect(answer.status).toBe(200);
  expect(proxy.seen[0]?.url).toBe("blog.example:443");
  expect(server.requests[0]?.headers.host).toBe("blog.example");
  expect(server.requests[0]?.headers).not.toHaveProperty("proxy-authorization");
});

test("private targets are refused with a proxy as well", async () => {
  const proxy = await startProxy(0);
  const fetcher = testFetcher({ allowPrivateAddresses: false });
  for (const url of ["http://127.0.0.1/", "https://[::1]/", "http://localhost/"]) {
    const error = await failureOf(fetcher.fetch(ask(url, { proxy: proxy.url })));
    expect(error.reason).toBe("blocked-address");
  }
  expect(proxy.seen).toEqual([]);
});

test("the limits hold through a proxy", async () => {
  const proxy = await startProxy(0);
  const fetcher = testFetcher({ maxBodyBytes: 10 });
  const error = await failureOf(fetcher.fetch(ask("http://blog.example/", { proxy: proxy.url })));
  expect(error.reason).toBe("too-large");
});

test("a proxy that cannot be reached is named, not the feed's server", async () => {
  const failureAt = (proxy: string | null) =>
    failureOf(
      testFetcher({ timeoutMs: 2000, allowPrivateAddresses: true }).fetch(
        ask("http://127.0.0.1:1/feed", { proxy }),
      ),
    );
  const proxied = await failureAt("http://user:pw@127.0.0.1:1");
  expect(proxied.message).toBe(
    "127.0.0.1:1: its proxy cannot be reached: the connection was refused (ECONNREFUSED)",
  );
  expect((await failureAt(null)).message).toBe(
    "127.0.0.1:1: the connection was refused (ECONNREFUSED)",
  );
});

test("a proxy that is not there, or refuses, fails the fetch", async () => {
  const busy = await serve((_, response) => response.writeHead(407).end());
  for (const proxy of ["http://127.0.0.1:1", busy.origin, "no url"]) {
    for (const url of ["http://blog.example/", "https://blog.example/"]) {
      const error = await failureOf(testFetcher({ timeoutMs: 2000 }).fetch(ask(url, { proxy })));
      expect(["connection", "status"]).toContain(error.reason);
    }
  }
});

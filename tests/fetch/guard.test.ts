import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { createAddressGuard } from "../../src/fetch/guard.ts";
import { placeOf } from "../../src/model/place.ts";
import { createTransport } from "../../src/fetch/transport.ts";
import { FetchError } from "../../src/model/errors.ts";
import { ask, failureOf, serve, testFetcher, testSettings } from "./servers.ts";

function refuses(url: string, allowed: boolean | readonly string[] = false): boolean {
  return createAddressGuard(allowed).refusal(new URL(url)) !== null;
}

test.each([
  "http://127.0.0.1/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://127.0.0.1./",
  "http://[::1]/",
  "http://[::]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://localhost/",
  "http://localhost./",
  "http://LOCALHOST:8080/",
  "http://feeds.localhost/",
  "http://169.254.169.254/latest/meta-data/",
])("a URL that names a private address outright is refused: %s", (url) => {
  expect(refuses(url)).toBe(true);
});

test("names and public addresses pass the check of the URL", () => {
  expect(refuses("https://example.org/")).toBe(false);
  expect(refuses("http://1.1.1.1/")).toBe(false);
  expect(refuses("http://localhost.example.org/")).toBe(false);
});

test("the config can allow a host, or a host with one port only", () => {
  expect(refuses("http://192.168.1.5:8080/", ["192.168.1.5"])).toBe(false);
  expect(refuses("http://192.168.1.5:8080/", ["192.168.1.5:8080"])).toBe(false);
  expect(refuses("http://192.168.1.5:8081/", ["192.168.1.5:8080"])).toBe(true);
  expect(refuses("http://192.168.1.5/", ["192.168.1.5:80"])).toBe(false);
  expect(refuses("https://192.168.1.5/", ["192.168.1.5:443"])).toBe(false);
  expect(refuses("http://[::1]:8080/", ["[::1]:8080"])).toBe(false);
  expect(refuses("http://[::1]:8080/", ["::1"])).toBe(false);
  expect(refuses("http://[::1]:8080/", ["[::1]"])).toBe(false);
  expect(refuses("http://LOCALHOST./", ["localhost"])).toBe(false);
  expect(refuses("http://192.168.1.50/", ["192.168.1.5"])).toBe(true);
  expect(refuses("http://10.0.0.1/", true)).toBe(false);
});

test("a name that resolves to private addresses is refused where it is resolved", async () => {
  const { lookup: guarded } = createAddressGuard(false);
  for (const all of [true, false]) {
    const error = await new Promise((resolve) => {
      guarded("localhost", { all }, resolve);
    });
    expect(error).toBeInstanceOf(FetchError);
    expect(error).toHaveProperty("reason", "blocked-address");
  }
});

test("the connection itself is checked, so that no later DNS answer slips through", async () => {
  const server = await serve((_, response) => response.end("private"));
  // Without the check of the URL only the one at connect time is left.
  const guard = { ...createAddressGuard(false), refusal: () => null };
  const transport = createTransport(testSettings, guard);
  const wire = {
    method: "GET" as const,
    headers: {},
    body: null,
    path: { proxy: null, allowInsecureTls: false },
    signal: new EventEmitter(),
  };
  const place = placeOf(new URL(`http://localhost:${server.port}/`));
  const error = await failureOf(transport.send(place, wire));
  expect(error.reason).toBe("blocked-address");
  expect(server.requests).toEqual([]);
  await transport.close();
});

test("a redirect to a private address is refused before it is asked", async () => {
  const canary = await serve((_, response) => response.end("private"));
  const server = await serve((_, response) => {
    response.writeHead(302, { Location: `${canary.origin}/secret` }).end();
  });
  const fetcher = testFetcher({ allowPrivateAddresses: [server.host] });
  const error = await failureOf(fetcher.fetch(ask(server.origin)));
  expect(error.reason).toBe("blocked-address");
  expect(server.requests).toHaveLength(1);
  expect(canary.requests).toEqual([]);
});

test("only http and https addresses are fetched", async () => {
  for (const url of [
    "file:///etc/passwd",
    "ftp://example.org/x",
    "data:text/xml,<rss/>",
    "nonsense",
  ]) {
    expect((await failureOf(testFetcher().fetch(ask(url)))).reason).toBe("blocked-address");
  }
});

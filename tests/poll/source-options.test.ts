import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { createServer as createProxy } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { Workplace } from "../support/run-feedloom.ts";

const document = rssOf("Private", [{ id: "one" }]);

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function pollOf(feeds: readonly object[]): Promise<string> {
  const lines = feeds.map((feed) => `  - ${JSON.stringify(feed)}\n`).join("");
  await using workplace = await Workplace.create(
    `poll: { allowPrivateAddresses: true, perHostDelay: 0s }\nfeeds:\n${lines}`,
  );
  const { stdout, stderr } = await workplace.run(["poll", "--all"], { TOKEN: "t0p-s3cret" });
  return stdout + stderr;
}

it("sends a source's own headers and the user of its address, and shows neither", async () => {
  await using site = await FeedSite.start();
  site.put("/header", document);
  site.put("/basic", document);
  const basic = site.url("/basic").replace("http://", "http://ada:pass-word@");
  const headers = { Authorization: "Bearer ${TOKEN}" };
  const shown = await pollOf([{ url: site.url("/header"), headers }, { url: basic }]);
  expect(site.asked("/header")[0]?.headers.authorization).toBe("Bearer t0p-s3cret");
  const credentials = Buffer.from("ada:pass-word").toString("base64");
  expect(site.asked("/basic")[0]?.headers.authorization).toBe(`Basic ${credentials}`);
  expect(shown).toContain("2 updated");
  expect(shown).not.toMatch(/t0p-s3cret|pass-word/u);
});

it("goes through a source's proxy", async () => {
  const asked: (string | undefined)[] = [];
  const proxy = createProxy((request, response) => {
    asked.push(request.url);
    response.writeHead(200, { "content-type": "application/rss+xml" }).end(document);
  });
  const port = await portOf(proxy);
  // undici tunnels with CONNECT; the far end of the tunnel is the proxy itself.
  proxy.on("connect", (request, socket) => {
    asked.push(request.url);
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    proxy.emit("connection", socket);
  });
  const url = "http://feed.example/atom.xml";
  const shown = await pollOf([{ url, proxy: `http://127.0.0.1:${port}` }]);
  expect(shown).toContain("1 updated");
  expect(asked.join(" ")).toContain("feed.example");
});

it("takes a certificate nobody vouches for only where the source says so", async () => {
  const pem = readFileSync(new URL("../fetch/self-signed.pem", import.meta.url));
  const server = createServer({ key: pem, cert: pem }, (_, response) => {
    response.writeHead(200, { "content-type": "application/rss+xml" }).end(document);
  });
  const port = await portOf(server);
  const strict = `https://127.0.0.1:${port}/strict`;
  const lax = { url: `https://127.0.0.1:${port}/lax`, allowInsecureTls: true };
  const shown = await pollOf([{ url: strict }, lax]);
  expect(shown).toContain("1 updated");
  expect(shown).toContain("1 failed");
  expect(shown).toContain("TLS certificate");
});

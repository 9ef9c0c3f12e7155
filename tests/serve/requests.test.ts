import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningSite, idOf } from "./running-site.ts";
import { days, rss } from "./sample-documents.ts";

const url = "https://a.example/feed";
let site: RunningSite;

beforeEach(async () => {
  site = await RunningSite.start(`feeds: [{ url: ${url}, tags: [ai] }]`);
  await site.poll(url, rss("A", days(3)));
});
afterEach(() => site.stop());

/** The whole answer to a request in one's own words. */
async function say(request: string): Promise<string> {
  const socket = connect(site.server.port, "127.0.0.1").setEncoding("utf8");
  let received = "";
  socket.on("data", (text: string) => (received += text));
  socket.write(`${request}\r\nHost: a\r\nConnection: close\r\n\r\n`);
  await once(socket, "close");
  return received;
}

describe("other methods than GET and HEAD", () => {
  it.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])(
    "are refused where there is a document: %s",
    async (method) => {
      for (const target of [
        "/atom.xml",
        "/",
        "/status.json",
        "/healthz",
        "/tags/ai",
        `/sources/${idOf(url)}/posts.txt`,
      ]) {
        const answer = await say(`${method} ${target} HTTP/1.1`);
        expect([target, answer.split("\r\n", 1)[0]]).toEqual([
          target,
          "HTTP/1.1 405 Method Not Allowed",
        ]);
        expect(answer).toMatch(/\r\nallow: GET, HEAD\r\n/i);
        expect(answer).toMatch(/\r\n\r\nThis address is for reading: GET and HEAD\.\n$/);
      }
    },
  );

  it("find nothing where there is none, and hubs' addresses are not told of", async () => {
    for (const target of ["/nothing", "/tags/no/atom.xml", "/websub/abc", "/websub/"])
      expect(await say(`PUT ${target} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 404 /);
  });

  it("are refused whatever they bring along", async () => {
    const body = "Content-Type: application/json\r\nContent-Length: 5000";
    expect(await say(`POST /atom.xml HTTP/1.1\r\n${body}`)).toMatch(/^HTTP\/1\.1 405 /);
  });

  it("that nobody knows are answered in a sentence", async () => {
    const answer = await say("BREW /atom.xml HTTP/1.1");
    expect(answer).toMatch(/^HTTP\/1\.1 501 Not Implemented\r\n/);
    expect(answer).toMatch(/\r\n\r\nThis method is not known here\.\n$/);
    expect(await say("GET /atom.xml HTTP/x")).toMatch(/\r\n\r\nThis request cannot be read\.\n$/);
  });
});

describe("a request", () => {
  it("may name the whole address, as for a proxy", async () => {
    const { headers } = await site.get("/atom.xml");
    for (const target of ["http://planet.example/atom.xml", "HTTPS://other.example:8443/atom.xml"])
      expect(await say(`GET ${target} HTTP/1.1`)).toContain(`etag: ${headers.etag}\r\n`);
    for (const target of ["http://planet.example", "http://planet.example/?page=1"])
      expect(await say(`GET ${target} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 200 .*<!doctype html>/s);
  });

  it("may carry any parameters where there are no pages", async () => {
    for (const target of [
      "/atom.xml?page=foo",
      "/rss.xml?page=0",
      "/opml.xml?page=-1&utm_source=x",
    ])
      expect([target, (await site.get(target)).status]).toEqual([target, 200]);
    expect((await site.get("/tags/ai/atom.xml?page=foo")).status).toBe(404);
  });

  it("with a date that is still to come is answered as one without", async () => {
    const { headers } = await site.get("/atom.xml");
    const ask = (date: string) => site.get("/atom.xml", { "if-modified-since": date });
    expect((await ask(new Date(Date.now() + 86_400_000).toUTCString())).status).toBe(200);
    expect((await ask(headers["last-modified"] ?? "")).status).toBe(304);
  });
});

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunningSite } from "./running-site.ts";
import { days, rss } from "./sample-documents.ts";

const url = "https://a.example/feed";
let site: RunningSite;
let socket: Socket;
let received = "";

beforeEach(async () => {
  site = await RunningSite.start(`feeds: [${url}]`);
  await site.poll(url, rss("A", days(10)));
  await site.get("/atom.xml");
  socket = connect(site.server.port, "127.0.0.1");
  received = "";
  socket.setEncoding("latin1").on("data", (text: string) => (received += text));
  await once(socket, "connect");
});

afterEach(async () => {
  socket.destroy();
  await site.stop();
});

/** Until so many answers have come whole. */
async function answers(count: number): Promise<readonly string[]> {
  for (;;) {
    const found = split(received);
    if (found.length >= count) return found;
    await once(socket, "data");
  }
}

/** Answers with the length they announce. */
function split(text: string): readonly string[] {
  const found: string[] = [];
  for (let rest = text; rest !== "";) {
    const head = /^.*?\r\n\r\n/s.exec(rest)?.[0];
    const length = Number(/^content-length: (\d+)/im.exec(head ?? "")?.[1] ?? 0);
    if (head === undefined || rest.length < head.length + length) break;
    found.push(rest.slice(0, head.length + length));
    rest = rest.slice(head.length + length);
  }
  return found;
}

const plain = "GET /atom.xml HTTP/1.1\r\nHost: a\r\n\r\n";

describe("a connection that asks for what is stored", () => {
  it("is answered as the framework answers, again and again", async () => {
    socket.write(plain);
    const [first = ""] = await answers(1);
    socket.write(plain);
    const [, second = ""] = await answers(2);
    const { text, headers } = await site.get("/atom.xml");
    expect(Buffer.from(first, "latin1").toString().endsWith(text)).toBe(true);
    expect(second).toBe(first);
    for (const name of ["etag", "content-security-policy", "x-content-type-options", "link"])
      expect(first.toLowerCase()).toContain(`${name}: ${String(headers[name]).toLowerCase()}\r\n`);
  });

  it("is told when it has the bytes already", async () => {
    const { headers } = await site.get("/atom.xml");
    socket.write(`GET /atom.xml HTTP/1.1\r\nHost: a\r\nIf-None-Match: ${headers.etag}\r\n\r\n`);
    const [answer = ""] = await answers(1);
    expect(answer).toMatch(/^HTTP\/1\.1 304 Not Modified\r\n/);
    expect(answer).toContain(`etag: ${headers.etag}\r\n`);
  });

  it.each([
    ["several requests at once", plain + plain, 2],
    ["an address that is never stored", plain.replace("atom.xml", "healthz"), 1],
    ["a field of its own", plain.replace("Host: a", "Host: a\r\nX-Own: 1"), 1],
    ["an address nobody asked for", plain.replace("atom.xml", "posts.txt"), 1],
  ])("goes on with the framework after %s", async (_what, request, count) => {
    socket.write(plain);
    await answers(1);
    socket.write(request);
    await answers(1 + count);
    socket.write(plain);
    const all = await answers(2 + count);
    expect(all.map((answer) => answer.slice(0, 15))).toEqual(all.map(() => "HTTP/1.1 200 OK"));
  });

  it("goes on when a request comes in pieces", async () => {
    for (const piece of [plain.slice(0, 10), plain.slice(10, 30), plain.slice(30)]) {
      socket.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await answers(1))[0]).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it.each([
    ["two lengths", "Content-Length: 1\r\nContent-Length: 2"],
    ["a field without a name", ": x"],
    ["a bare line feed", "X: a\nHost: b"],
  ])("gets the framework's judgement on %s", async (_what, field) => {
    socket.write(plain);
    await answers(1);
    socket.write(`GET /atom.xml HTTP/1.1\r\nHost: a\r\n${field}\r\n\r\n`);
    await once(socket, "close");
    expect(received.match(/HTTP\/1\.1 \d+/g)?.at(-1)).toBe("HTTP/1.1 400");
  });

  it("is closed with the service", async () => {
    socket.write(plain);
    await answers(1);
    const closed = once(socket, "close");
    await site.server.close();
    await closed;
    expect(split(received)).toHaveLength(1);
  });
});

import { randomBytes } from "node:crypto";
import zlib from "node:zlib";
import { expect, test } from "vitest";
import { ask, failureOf, serve, testFetcher, type Loopback } from "./servers.ts";

const text = "<rss>" + "words and words ".repeat(5000) + randomBytes(500).toString("hex");
const plain = Buffer.from(text);

function serveCoded(coding: string, body: Buffer): Promise<Loopback> {
  return serve((_, response) => {
    response.writeHead(200, { "Content-Encoding": coding, ETag: '"1"' }).end(body);
  });
}

async function bodyOf(coding: string, body: Buffer): Promise<string> {
  const server = await serveCoded(coding, body);
  const answer = await testFetcher().fetch(ask(server.origin));
  return answer.kind === "body" ? Buffer.from(answer.body).toString() : answer.kind;
}

test.each<readonly [string, Buffer]>([
  ["gzip", zlib.gzipSync(plain)],
  ["x-gzip", zlib.gzipSync(plain)],
  ["GZIP", zlib.gzipSync(plain)],
  ["br", zlib.brotliCompressSync(plain)],
  ["deflate", zlib.deflateSync(plain)],
  ["deflate", zlib.deflateRawSync(plain)],
  ["zstd", zlib.zstdCompressSync(plain)],
  ["gzip, gzip", zlib.gzipSync(zlib.gzipSync(plain))],
  ["deflate, br", zlib.brotliCompressSync(zlib.deflateRawSync(plain))],
  ["br, deflate", zlib.deflateSync(zlib.brotliCompressSync(plain))],
  ["identity", plain],
  ["UTF-8", plain],
])("a body coded as %s is read", async (coding, body) => {
  expect(await bodyOf(coding, body)).toBe(text);
});

test("several gzip members are one body", async () => {
  const members = [plain.subarray(0, 1000), plain.subarray(1000)].map((part) =>
    zlib.gzipSync(part),
  );
  expect(await bodyOf("gzip", Buffer.concat(members))).toBe(text);
});

test("an empty body may claim any coding", async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { "Content-Encoding": "gzip", "Content-Length": "0" }).end();
  });
  const answer = await testFetcher().fetch(ask(server.origin));
  expect(answer.kind === "body" && answer.body.length).toBe(0);
});

test.each<readonly [string, Buffer]>([
  ["gzip", zlib.gzipSync(plain)],
  ["br", zlib.brotliCompressSync(plain)],
  ["deflate", zlib.deflateSync(plain)],
  ["deflate", zlib.deflateRawSync(plain)],
  ["zstd", zlib.zstdCompressSync(plain)],
])("a %s body that was cut or is none is an error", async (coding, body) => {
  for (const bad of [body.subarray(0, body.length * 0.6), body.subarray(0, -1), plain]) {
    const server = await serveCoded(coding, bad);
    const error = await failureOf(testFetcher().fetch(ask(server.origin)));
    expect(error.reason).toBe("bad-encoding");
  }
});

test("damage in the middle of a coding with a checksum is an error", async () => {
  const body = zlib.gzipSync(plain);
  body.fill(0x55, body.length >> 1, (body.length >> 1) + 20);
  const server = await serveCoded("gzip", body);
  const error = await failureOf(testFetcher().fetch(ask(server.origin)));
  expect(error.reason).toBe("bad-encoding");
});

test("unknown codings and more than two are refused", async () => {
  for (const coding of ["rot13", "gzip, rot13", "gzip, gzip, gzip"]) {
    const server = await serveCoded(coding, plain);
    const error = await failureOf(testFetcher().fetch(ask(server.origin)));
    expect(error.reason).toBe("bad-encoding");
  }
});

test.each<readonly [string, (body: Buffer) => Buffer]>([
  ["gzip", (body) => zlib.gzipSync(body)],
  ["br", (body) => zlib.brotliCompressSync(body)],
  ["deflate", (body) => zlib.deflateSync(body)],
  ["deflate", (body) => zlib.deflateRawSync(body)],
  ["zstd", (body) => zlib.zstdCompressSync(body)],
  ["gzip, br", (body) => zlib.brotliCompressSync(zlib.gzipSync(body))],
])("the size limit holds for what comes out of %s, to the byte", async (coding, code) => {
  const fetcher = testFetcher({ maxBodyBytes: 300_000 });
  const fits = await serveCoded(coding, code(Buffer.alloc(300_000)));
  expect((await fetcher.fetch(ask(fits.origin))).status).toBe(200);
  const exceeds = await serveCoded(coding, code(Buffer.alloc(300_001)));
  const error = await failureOf(fetcher.fetch(ask(exceeds.origin)));
  expect(error.reason).toBe("too-large");
});

const mebibytes = 1024 * 1024;

test.each<readonly [string, Buffer]>([
  ["zstd", zlib.zstdCompressSync(Buffer.alloc(256 * mebibytes))],
  ["gzip", Buffer.concat(Array<Buffer>(64).fill(zlib.gzipSync(Buffer.alloc(4 * mebibytes))))],
])("a bomb of %s is stopped in memory of the order of the limit", async (coding, bomb) => {
  const server = await serveCoded(coding, bomb);
  const before = process.memoryUsage().rss;
  const error = await failureOf(testFetcher().fetch(ask(server.origin)));
  expect(error.reason).toBe("too-large");
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * mebibytes);
});

test("endless input that decodes to nothing is stopped by the limit on the wire", async () => {
  const nothing = zlib.gzipSync("");
  const server = await serve((_, response) => {
    response.writeHead(200, { "Content-Encoding": "gzip" });
    const many = Buffer.concat(Array.from({ length: 500 }, () => nothing));
    const timer = setInterval(() => response.write(many), 1);
    response.on("close", () => clearInterval(timer));
  });
  const fetcher = testFetcher({ maxBodyBytes: 100_000 });
  expect((await failureOf(fetcher.fetch(ask(server.origin)))).reason).toBe("too-large");
});

import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

export type CorpusCase = {
  readonly id: string;
  readonly category: string;
  readonly file: string;
  readonly contentType: string | null;
};

export type CorpusServer = {
  readonly urls: readonly string[];
  readonly cases: readonly CorpusCase[];
  close(): Promise<void>;
};

/** Serves the corpus documents of some categories from loopback, each with the content type of its case. */
export async function serveCorpus(
  folder: string,
  categories: readonly string[],
): Promise<CorpusServer> {
  const lines = readFileSync(path.join(folder, "open.jsonl"), "utf8").trim().split("\n");
  const all = lines.map((line) => JSON.parse(line) as CorpusCase);
  const cases = all.filter((one) => categories.includes(one.category));
  const server = createServer((request, response) => {
    const found = cases[Number(/^\/(\d+)/u.exec(request.url ?? "")?.[1] ?? Number.NaN)];
    if (found === undefined) return void response.writeHead(404).end();
    const etag = `"${path.basename(found.file)}"`;
    if (request.headers["if-none-match"] === etag)
      return void response.writeHead(304, { etag }).end();
    const type = found.contentType === null ? {} : { "content-type": found.contentType };
    return void response
      .writeHead(200, { ...type, etag })
      .end(readFileSync(path.join(folder, found.file)));
  });
  const origin = await listen(server);
  return {
    cases,
    urls: cases.map((_, index) => `${origin}/${index}/feed`),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const folder = path.join(import.meta.dirname, "site");

const types: Readonly<Record<string, string>> = {
  "/harbour.xml": "application/atom+xml",
  "/kitchen.xml": "application/rss+xml",
  "/machines.json": "application/feed+json",
};

const colours: Readonly<Record<string, string>> = {
  "/pictures/fog.svg": "#9fb1bd",
  "/pictures/bread.svg": "#d9a760",
  "/pictures/typewriter.svg": "#5d6f6a",
};

export type DemoSite = {
  readonly origin: string;
  readonly feedUrls: readonly string[];
  close(): void;
};

/** Serves the sample feeds from loopback, with the server's own address in their links. */
export async function startDemoSite(): Promise<DemoSite> {
  const server = createServer((request, response) => {
    void answer(request.url ?? "/", originOf(server)).then(({ status, type, body }) =>
      response.writeHead(status, { "content-type": type }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = originOf(server);
  return {
    origin,
    feedUrls: Object.keys(types).map((name) => origin + name),
    close: () => server.close(),
  };
}

type Answer = { readonly status: number; readonly type: string; readonly body: string };

async function answer(url: string, origin: string): Promise<Answer> {
  const type = types[url];
  if (type !== undefined) {
    const text = await readFile(path.join(folder, url), "utf8");
    return { status: 200, type, body: text.replaceAll("{{origin}}", origin) };
  }
  const colour = colours[url];
  if (colour !== undefined) return { status: 200, type: "image/svg+xml", body: picture(colour) };
  return { status: 404, type: "text/plain", body: "The demo has feeds, not pages." };
}

function picture(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="480"><rect width="960" height="480" fill="${colour}"/><circle cx="700" cy="180" r="90" fill="#fff" fill-opacity=".45"/></svg>`;
}

function originOf(server: Server): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

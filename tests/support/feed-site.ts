import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A small publisher on loopback: paths answer what the test puts there, and every request is remembered. */
export class FeedSite implements AsyncDisposable {
  readonly requests: IncomingMessage[] = [];
  readonly #server: Server;
  readonly #pages = new Map<string, Handler>();

  private constructor() {
    this.#server = createServer((request, response) => {
      this.requests.push(request);
      const page = this.#pages.get(new URL(request.url ?? "/", "http://site.example").pathname);
      if (page === undefined) response.writeHead(404).end("nothing here");
      else page(request, response);
    });
  }

  static async start(): Promise<FeedSite> {
    const site = new FeedSite();
    await new Promise<void>((resolve) => site.#server.listen(0, "127.0.0.1", resolve));
    return site;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  url(path: string): string {
    return `http://${this.host}${path}`;
  }

  /** Answers a path with a document. */
  put(path: string, body: string, type = "application/rss+xml"): void {
    const etag = `"${body.length}-${Buffer.from(body).toString("base64").slice(-24)}"`;
    this.on(path, (request, response) => {
      if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
      else response.writeHead(200, { "content-type": type, etag }).end(body);
    });
  }

  on(path: string, handler: Handler): void {
    this.#pages.set(path, handler);
  }

  /** Requests for a path. */
  asked(path: string): readonly IncomingMessage[] {
    return this.requests.filter(({ url }) => url === path);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

export type Story = {
  readonly id: string;
  readonly title?: string;
  /** Anything Date reads. */
  readonly date?: string;
  readonly html?: string;
  readonly link?: string;
};

/** An RSS document with these stories, newest first as given. */
export function rssOf(title: string, stories: readonly Story[]): string {
  const items = stories.map((story) => {
    const { id, title: storyTitle = `Story ${id}`, date, html, link } = story;
    const parts = [
      `<title>${escape(storyTitle)}</title>`,
      `<guid isPermaLink="false">${escape(id)}</guid>`,
      `<link>${escape(link ?? `https://blog.example/${encodeURIComponent(id)}`)}</link>`,
      date === undefined ? "" : `<pubDate>${new Date(date).toUTCString()}</pubDate>`,
      `<description>${escape(html ?? `<p>What story ${id} tells, in ${id.length} words of its own.</p>`)}</description>`,
    ];
    return `<item>${parts.join("")}</item>`;
  });
  const head = `<title>${escape(title)}</title><link>https://blog.example/</link><description/>`;
  return `<?xml version="1.0"?><rss version="2.0"><channel>${head}${items.join("\n")}</channel></rss>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

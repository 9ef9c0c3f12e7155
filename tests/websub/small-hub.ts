import { createHmac, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What a subscriber asked for. */
export type Asked = {
  readonly mode: string;
  readonly topic: string;
  readonly callback: string;
  readonly secret: string;
  readonly contentType: string;
};

export type Verified = { readonly status: number; readonly isEchoed: boolean };

export type DeliverOptions = {
  /** `X-Hub-Signature`; absent: the right one, null: none. */
  readonly signature?: string | null;
  readonly algorithm?: string;
  readonly to?: string;
  readonly contentType?: string;
};

/** A hub on loopback: verifies what it is asked for, delivers when the test says so. */
export class SmallHub implements AsyncDisposable {
  readonly asked: Asked[] = [];
  readonly verified: Verified[] = [];
  leaseSeconds = 864_000;
  isRefusing = false;
  /** Refuses with the form it was sent. */
  isEchoing = false;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const text = Buffer.concat(chunks).toString();
        const form = new URLSearchParams(text);
        const asked = {
          mode: form.get("hub.mode") ?? "",
          topic: form.get("hub.topic") ?? "",
          callback: form.get("hub.callback") ?? "",
          secret: form.get("hub.secret") ?? "",
          contentType: request.headers["content-type"] ?? "",
        };
        this.asked.push(asked);
        if (this.isRefusing) response.writeHead(403).end(this.isEchoing ? text : "");
        else response.writeHead(202).end();
        if (!this.isRefusing) this.verified.push(await this.verify(asked));
      })();
    });
  }

  static async start(): Promise<SmallHub> {
    const hub = new SmallHub();
    await new Promise<void>((resolve) => hub.#server.listen(0, "127.0.0.1", resolve));
    return hub;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}/hub`;
  }

  /** The last subscription asked for. */
  get last(): Asked {
    const last = this.asked.findLast(({ mode }) => mode === "subscribe");
    if (last === undefined) throw new Error("Nobody subscribed.");
    return last;
  }

  async verify({
    mode,
    topic,
    callback,
    reason = "",
  }: Pick<Asked, "mode" | "topic" | "callback"> & { readonly reason?: string }): Promise<Verified> {
    const url = new URL(callback);
    const challenge = randomBytes(16).toString("hex");
    url.searchParams.set("hub.mode", mode);
    url.searchParams.set("hub.topic", topic);
    url.searchParams.set("hub.challenge", challenge);
    url.searchParams.set("hub.lease_seconds", String(this.leaseSeconds));
    if (reason !== "") url.searchParams.set("hub.reason", reason);
    const answer = await fetch(url);
    return { status: answer.status, isEchoed: (await answer.text()) === challenge };
  }

  /** Gives the status of the answer. */
  async deliver(body: string, options: DeliverOptions = {}): Promise<number> {
    const { algorithm = "sha256", to = this.last.callback } = options;
    const { contentType = "application/rss+xml" } = options;
    const hex = createHmac(algorithm, this.last.secret).update(body).digest("hex");
    const signature = options.signature === undefined ? `${algorithm}=${hex}` : options.signature;
    const headers = {
      "content-type": contentType,
      ...(signature === null ? {} : { "x-hub-signature": signature }),
    };
    return (await fetch(to, { method: "POST", headers, body })).status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

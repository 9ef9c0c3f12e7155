import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { HotAnswer } from "./hot-answers.ts";
import { readRawRequest, type RawRequest } from "./raw-request.ts";

/** Readers send the same bytes each time; few different requests make up nearly all. */
const maxKnownRequests = 500;

/** A connection that has not asked anything yet is given so long. */
const firstRequestMs = 10_000;

export type RawPathOptions = {
  /** The stored answer to a request; null: the framework has to look. */
  readonly find: (request: RawRequest) => HotAnswer | null;
  /** How long a connection may rest between requests. */
  readonly keepAliveMs: number;
};

type Written = { readonly second: number; readonly bytes: Buffer };

/**
 * Stands before the HTTP server on each connection: while whole, ordinary requests come whose answers are stored, it
 * writes those; with the first other packet the connection is the HTTP server's for good. Parsing each request and
 * making its answer anew costs Node more than all else about a 304.
 */
export class RawPath {
  readonly #options: RawPathOptions;
  readonly #sockets = new Set<Socket>();
  readonly #requests = new Map<string, RawRequest | null>();
  readonly #written = new WeakMap<HotAnswer, Written>();

  constructor(server: Server, options: RawPathOptions) {
    this.#options = options;
    const handOver = server.listeners("connection");
    server.removeAllListeners("connection");
    server.on("connection", (socket: Socket) => {
      this.#attend(socket, () => {
        for (const listener of handOver) listener.call(server, socket);
      });
    });
  }

  /** Ends the connections that are not the HTTP server's; what is being written still arrives. */
  close(): void {
    for (const socket of this.#sockets) socket.end();
  }

  #attend(socket: Socket, handOver: () => void): void {
    const onPacket = (packet: Buffer): void => {
      const bytes = this.#answer(packet);
      if (bytes === null) {
        leave();
        handOver();
        socket.unshift(packet);
        return;
      }
      socket.setTimeout(this.#options.keepAliveMs);
      // Whoever asks faster than it reads is not read from meanwhile.
      if (!socket.write(bytes)) {
        socket.pause();
        socket.once("drain", () => socket.resume());
      }
    };
    const destroy = (): void => void socket.destroy();
    const forget = (): void => void this.#sockets.delete(socket);
    const leave = (): void => {
      socket.off("data", onPacket).off("error", destroy).off("timeout", destroy);
      socket.off("close", forget).setTimeout(0);
      forget();
    };
    this.#sockets.add(socket);
    socket.setTimeout(firstRequestMs);
    socket.on("data", onPacket).on("error", destroy).on("timeout", destroy).on("close", forget);
  }

  #answer(packet: Buffer): Buffer | null {
    const request = this.#read(packet.toString("latin1"));
    const found = request === null ? null : this.#options.find(request);
    return found === null ? null : this.#write(found);
  }

  #read(packet: string): RawRequest | null {
    const known = this.#requests.get(packet);
    if (known !== undefined) return known;
    const request = readRawRequest(packet);
    if (request === null) return null;
    if (this.#requests.size >= maxKnownRequests) this.#requests.clear();
    this.#requests.set(packet, request);
    return request;
  }

  /** The whole answer as one piece of bytes, made once a second for its date. */
  #write(answer: HotAnswer): Buffer {
    const now = Date.now();
    const second = Math.floor(now / 1_000);
    const known = this.#written.get(answer);
    if (known?.second === second) return known.bytes;
    const head = Buffer.from(this.#head(answer, new Date(now)), "latin1");
    const bytes = answer.body === null ? head : Buffer.concat([head, answer.body]);
    this.#written.set(answer, { second, bytes });
    return bytes;
  }

  #head({ status, headers }: HotAnswer, date: Date): string {
    const lines = headers.flatMap((name, index) =>
      index % 2 === 0 ? [`${name}: ${headers[index + 1]}`] : [],
    );
    const connection = [
      `Date: ${date.toUTCString()}`,
      "Connection: keep-alive",
      `Keep-Alive: timeout=${Math.floor(this.#options.keepAliveMs / 1_000)}`,
    ];
    const statusLine = `HTTP/1.1 ${status === 304 ? "304 Not Modified" : "200 OK"}`;
    return `${[statusLine, ...lines, ...connection].join("\r\n")}\r\n\r\n`;
  }
}

import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { sendSentence } from "./answer.ts";

/** What hubs call, as the app gives it. */
export type HubCallbacks = {
  /** As much as a polled document may have (poll.maxBody). */
  readonly maxBodyBytes: number;
  /** Whether a delivery to this address is worth reading. */
  isKnown(token: string): Promise<boolean>;
  /** The text to answer 200 with; null: 404. */
  verify(token: string, query: URLSearchParams): Promise<string | null>;
  /** The status to answer. */
  deliver(token: string, delivery: HubDelivery): Promise<number>;
};

export type HubDelivery = {
  /** `X-Hub-Signature` as it came. */
  readonly signature: string | null;
  readonly contentType: string | null;
  readonly body: Uint8Array;
};

/**
 * `/websub/TOKEN`: GET verifies a subscription, POST delivers (WebSub 5.3 and 7). Bodies of any type are taken as bytes.
 * `callbacks` gives null while nothing is subscribed.
 */
export async function addWebSubRoute(
  server: FastifyInstance,
  callbacks: () => HubCallbacks | null,
): Promise<void> {
  await server.register(async (scope) => {
    const contentTypes = new WeakMap<FastifyRequest, string>();
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request: FastifyRequest, payload: Readable) =>
      readAtMost(payload, callbacks()?.maxBodyBytes ?? 0),
    );
    type Route = { Params: { token: string } };

    scope.get<Route>("/websub/:token", { exposeHeadRoute: false }, async (request, reply) => {
      const query = new URLSearchParams(request.url.split("?").slice(1).join("?"));
      const text = (await callbacks()?.verify(request.params.token, query)) ?? null;
      if (text === null) return sendSentence(reply, { status: 404, text: "No such subscription." });
      return reply.type("text/plain; charset=utf-8").header("cache-control", "no-store").send(text);
    });

    scope.addHook<Route>("onRequest", async (request, reply) => {
      if (request.method !== "POST") return;
      const hub = callbacks();
      // Strangers do not get to fill our memory with bodies.
      if (hub === null || !(await hub.isKnown(request.params.token))) {
        await sendSentence(reply, { status: 404, text: "No such subscription." });
        return;
      }
      // The framework refuses what is no proper type; the feed may be one all the same.
      const { headers } = request.raw;
      const { "content-type": contentType } = headers;
      if (contentType !== undefined) contentTypes.set(request, contentType);
      headers["content-type"] = "application/octet-stream";
    });

    scope.post<Route>("/websub/:token", async (request, reply) => {
      const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const signature = single(request.headers["x-hub-signature"]);
      const contentType = contentTypes.get(request) ?? null;
      const delivery = { signature, contentType, body };
      const status = (await callbacks()?.deliver(request.params.token, delivery)) ?? 404;
      return reply.code(status).send();
    });
  });
}

/** Throws an error that is answered 413. */
async function readAtMost(payload: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Not destroyed: the connection has still to carry the answer.
  for await (const chunk of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw Object.assign(new Error("too large"), { statusCode: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function single(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? value : (value?.[0] ?? null);
}

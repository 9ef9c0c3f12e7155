import type { FastifyInstance } from "fastify";
import { sendSentence } from "./answer.ts";

/** What hubs call, as the app gives it. */
export type HubCallbacks = {
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

/** As much as a polled document may have by default. */
const bodyLimit = 16 * 1024 * 1024;

/**
 * `/websub/TOKEN`: GET verifies a subscription, POST delivers (WebSub 5.3 and 7). Bodies of any type are taken as bytes.
 * `callbacks` gives null while nothing is subscribed.
 */
export async function addWebSubRoute(
  server: FastifyInstance,
  callbacks: () => HubCallbacks | null,
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    type Route = { Params: { token: string } };

    scope.get<Route>("/websub/:token", { exposeHeadRoute: false }, async (request, reply) => {
      const query = new URLSearchParams(request.url.split("?").slice(1).join("?"));
      const text = (await callbacks()?.verify(request.params.token, query)) ?? null;
      if (text === null) return sendSentence(reply, { status: 404, text: "No such subscription." });
      return reply.type("text/plain; charset=utf-8").header("cache-control", "no-store").send(text);
    });

    scope.addHook<Route>("onRequest", async (request, reply) => {
      if (request.method !== "POST" || (await callbacks()?.isKnown(request.params.token)) === true)
        return;
      // Strangers do not get to fill our memory with bodies.
      await sendSentence(reply, { status: 404, text: "No such subscription." });
    });

    scope.post<Route>("/websub/:token", { bodyLimit }, async (request, reply) => {
      const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
      const signature = single(request.headers["x-hub-signature"]);
      const contentType = request.headers["content-type"] ?? null;
      const delivery = { signature, contentType, body };
      const status = (await callbacks()?.deliver(request.params.token, delivery)) ?? 404;
      return reply.code(status).send();
    });
  });
}

function single(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? value : (value?.[0] ?? null);
}

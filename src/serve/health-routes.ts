import type { FastifyInstance } from "fastify";
import { sendSentence } from "./answer.ts";
import type { Site } from "./site.ts";

export const healthNames = ["healthz", "readyz"] as const;

/** `/healthz`: the process answers. `/readyz`: the store does too. */
export function addHealthRoutes(server: FastifyInstance, site: Site): void {
  server.get("/healthz", (_request, reply) => sendSentence(reply, { status: 200, text: "ok" }));
  server.get("/readyz", async (request, reply) => {
    try {
      await site.revision();
    } catch (error) {
      request.log.warn({ err: error }, "store does not answer");
      return sendSentence(reply, { status: 503, text: "The store does not answer." });
    }
    return sendSentence(reply, { status: 200, text: "ready" });
  });
}

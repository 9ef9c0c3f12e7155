import { METHODS } from "../node-http.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendSentence } from "./answer.ts";

/** CONNECT is no request for anything here; Node ends its connection. */
const otherMethods = METHODS.filter((method) => !["GET", "HEAD", "CONNECT"].includes(method));

/** Other methods than GET and HEAD are 405 where there is a document, and 404 where there is none (RFC 9110 15.5.6). */
export function refuseOtherMethods(
  server: FastifyInstance,
  isKnown: (target: string) => Promise<boolean>,
): void {
  for (const method of otherMethods)
    if (!server.supportedMethods.includes(method)) server.addHttpMethod(method);
  const refuse = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (!(await isKnown(request.url)))
      return sendSentence(reply, { status: 404, text: "There is nothing at this address." });
    const text = "This address is for reading: GET and HEAD.";
    return sendSentence(reply.header("allow", "GET, HEAD"), { status: 405, text });
  };
  // Before a body is read: nobody here wants one.
  server.route({ method: otherMethods, url: "/*", onRequest: refuse, handler: refuse });
}

import type { FastifyReply, FastifyRequest } from "fastify";
import { chooseEncoding, isNotModified } from "./negotiate.ts";
import type { Encoding, Rendered } from "./rendered.ts";

/** Caches may keep a document but ask before each use: a 304 is cheap, and posts are seen at once. */
const cacheControl = "public, no-cache";

/** Answers GET and HEAD with a rendered document, or with 304 where the client has it. */
export async function sendRendered(
  request: FastifyRequest,
  reply: FastifyReply,
  rendered: Rendered,
): Promise<FastifyReply> {
  reply.headers(validatorHeaders(rendered));
  if (isNotModified(request.headers, rendered)) return reply.code(304).send();
  const encoding = chooseEncoding(request.headers, rendered);
  reply.headers(bodyHeaders(rendered, encoding));
  return reply.send(await rendered.bodyIn(encoding));
}

/** What a 304 repeats (RFC 9110 15.4.5). */
export function validatorHeaders(rendered: Rendered): Readonly<Record<string, string>> {
  return {
    etag: rendered.etag,
    "last-modified": rendered.lastModified,
    "cache-control": cacheControl,
    vary: "Accept-Encoding",
    ...(rendered.link === null ? {} : { link: rendered.link }),
  };
}

/** What comes with the body only. */
export function bodyHeaders(
  { contentType }: Rendered,
  encoding: Encoding,
): Readonly<Record<string, string>> {
  return {
    "content-type": contentType,
    ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
  };
}

/** A plain sentence, for what is no document. */
export function sendSentence(
  reply: FastifyReply,
  { status, text }: { readonly status: number; readonly text: string },
): FastifyReply {
  return reply
    .code(status)
    .type("text/plain; charset=utf-8")
    .header("cache-control", "no-store")
    .send(`${text}\n`);
}

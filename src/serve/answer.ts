import type { FastifyReply, FastifyRequest } from "fastify";
import { chooseEncoding, isNotModified } from "./negotiate.ts";
import type { Rendered } from "./rendered.ts";

/** Caches may keep a document but ask before each use: a 304 is cheap, and posts are seen at once. */
const cacheControl = "public, no-cache";

/** Answers GET and HEAD with a rendered document, or with 304 where the client has it. */
export async function sendRendered(
  request: FastifyRequest,
  reply: FastifyReply,
  rendered: Rendered,
): Promise<FastifyReply> {
  reply.headers({
    etag: rendered.etag,
    "last-modified": rendered.lastModified,
    "cache-control": cacheControl,
    vary: "Accept-Encoding",
    ...(rendered.link === null ? {} : { link: rendered.link }),
  });
  if (isNotModified(request.headers, rendered)) return reply.code(304).send();
  const encoding = rendered.isCompressible ? chooseEncoding(request.headers) : "identity";
  if (encoding !== "identity") reply.header("content-encoding", encoding);
  return reply.type(rendered.contentType).send(await rendered.bodyIn(encoding));
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

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { parseAddress, parseFolder, type Address } from "./address.ts";
import { sendRendered, sendSentence } from "./answer.ts";
import { DocumentCache } from "./document-cache.ts";
import { findDocument } from "./find-document.ts";
import { healthNames } from "./health-routes.ts";
import { refuseOtherMethods } from "./methods.ts";
import { Generations, type Generation } from "./generation.ts";
import { PostLists } from "./post-lists.ts";
import type { HotAnswers } from "./hot-answers.ts";
import { chooseEncoding } from "./negotiate.ts";
import { findSelection, type Selection } from "./selection.ts";
import type { RenderedSource } from "./rendered.ts";
import type { Site } from "./site.ts";
import { renderStatusDocument, statusNames } from "./status.ts";

export type DocumentSource = {
  readonly site: Site;
  /** The public address while the config names none. */
  readonly localUrl: () => string;
  /** Gets to know what was answered. */
  readonly hot: HotAnswers;
};

/** Every feed, page and listing, and the status: rendered once per change, then answered from memory. */
export function addDocumentRoutes(
  server: FastifyInstance,
  { site, localUrl, hot }: DocumentSource,
): void {
  const warn = (error: unknown): void =>
    server.log.error({ err: error }, "cannot read what to serve; serving what was there before");
  const generations = new Generations({ site, localUrl, warn });
  const cache = new DocumentCache(warn);
  const lists = new PostLists(site);
  hot.enable({
    freshnessOf: (content) => generations.freshnessOf(content),
    refresh: async (url, encoding) => {
      await server.inject({ url, headers: { "accept-encoding": encoding } });
    },
  });

  for (const name of statusNames) {
    server.get(`/${name}`, async (request, reply) => {
      const generation = await generations.fresh();
      const { takenAt } = generation;
      // The time that passes changes it too.
      const changedAt = async (): Promise<number> => takenAt;
      const render = async (): Promise<RenderedSource> => renderStatusDocument(name, generation);
      const order = { key: name, content: takenAt, owedContent: takenAt, changedAt, render };
      const rendered = await cache.get(order);
      return rendered === null ? nothing(reply) : sendRendered(request, reply, rendered);
    });
  }

  refuseOtherMethods(server, async (target) => {
    const generation = await generations.current();
    const address = parseAddress(target);
    return address === null
      ? isFixed(target) || folderAt(target, generation) !== null
      : findDocument(lists, generation, address) !== null;
  });

  // One route for all: which folders exist is the config's to say, and it changes while we run.
  server.get("/*", async (request, reply) => {
    const generation = await generations.current();
    const address = parseAddress(request.url);
    if (address === null) return redirectToFolder(request, reply, generation);
    return sendDocument(request, reply, { address, generation, generations, lists, cache, hot });
  });
}

type DocumentRequest = {
  readonly address: Address;
  readonly generation: Generation;
  readonly generations: Generations;
  readonly lists: PostLists;
  readonly cache: DocumentCache;
  readonly hot: HotAnswers;
};

async function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  { address, generation, generations, lists, cache, hot }: DocumentRequest,
): Promise<FastifyReply> {
  const { content } = generation;
  const { owedContent } = generations;
  const found = findDocument(lists, generation, address);
  if (found === null) return nothing(reply);
  const { key, render } = found;
  const rendered = await cache.get({
    key,
    content,
    owedContent,
    changedAt: () => generations.lastChange(generation),
    render,
  });
  if (rendered === null) return nothing(reply);
  if (cache.isCurrent(rendered, { key, content })) {
    const encoding = chooseEncoding(request.headers, rendered);
    const common = Object.fromEntries(Object.entries(reply.getHeaders()));
    await hot.remember(request.url, { content, rendered, encoding, common });
  }
  return sendRendered(request, reply, rendered);
}

/** The status and the health of the service, whatever the config says. */
function isFixed(target: string): boolean {
  const [path = ""] = target.split("?", 1);
  return [...statusNames, ...healthNames].some((name) => path === `/${name}`);
}

/** What is in a folder that is named without its slash at the end. */
function folderAt(target: string, generation: Generation): Selection | null {
  const folder = parseFolder(target);
  return folder === null ? null : findSelection(folder, generation);
}

/** `/tags/ai` → `/tags/ai/`; relative, so that it is right behind a proxy with a path of its own. */
function redirectToFolder(
  { url }: FastifyRequest,
  reply: FastifyReply,
  generation: Generation,
): FastifyReply {
  const name = folderAt(url, generation)?.path.split("/").at(-2);
  return name === undefined ? nothing(reply) : reply.redirect(`./${name}/`, 301);
}

function nothing(reply: FastifyReply): FastifyReply {
  return sendSentence(reply, { status: 404, text: "There is nothing at this address." });
}

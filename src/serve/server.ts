import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { createServer } from "../node-http.ts";
import { sendSentence } from "./answer.ts";
import { addDocumentRoutes } from "./document-routes.ts";
import { addHealthRoutes } from "./health-routes.ts";
import { HotAnswers } from "./hot-answers.ts";
import { answerUnreadable } from "./unreadable.ts";
import { RawPath } from "./raw-path.ts";
import { originForm } from "./request-target.ts";
import { protect } from "./security.ts";
import type { Site } from "./site.ts";
import { addWebSubRoute, type HubCallbacks } from "./websub-route.ts";

/** A request is a line and some headers; whoever needs longer holds a connection for nothing. */
const connectionLimits = {
  requestTimeout: 15_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 72_000,
  maxHeaderSize: 16_384,
};

/** Requests under way may end for so long when the service stops. */
const closeTimeoutMs = 2_000;

export type ServerOptions = {
  readonly site: Site;
  readonly log: FastifyBaseLogger;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** What WebSub hubs call; absent or null: nothing is subscribed. */
  readonly callbacks?: () => HubCallbacks | null;
};

export type RunningServer = {
  readonly port: number;
  /** Where it answers on this machine, with a trailing slash. */
  readonly url: string;
  /** The ETag of what a path below the site's address is answered with now; null: there is no document. */
  readonly etagOf: (path: string) => Promise<string | null>;
  /** Takes no more requests and lets those under way end, for at most two seconds. */
  close(): Promise<void>;
};

/** Starts serving `site`; rejects with Node's error when the port cannot be had (`EADDRINUSE`, `EACCES`). */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const hot = new HotAnswers();
  const server = createFramework(options.log, hot);
  const rawPath = new RawPath(server.server, {
    find: (request) => hot.find(request),
    keepAliveMs: connectionLimits.keepAliveTimeout,
  });
  let localUrl = `http://localhost:${options.port}/`;
  await protect(server);
  addHealthRoutes(server, options.site);
  await addWebSubRoute(server, options.callbacks ?? (() => null));
  addDocumentRoutes(server, { site: options.site, localUrl: () => localUrl, hot });
  await server.listen({ host: options.host, port: options.port });
  const port = portOf(server) ?? options.port;
  localUrl = `http://localhost:${port}/`;
  const etagOf = (path: string): Promise<string | null> => readEtag(server, path);
  return { port, url: localUrl, etagOf, close: () => closeServer(server, rawPath) };
}

async function readEtag(server: FastifyInstance, path: string): Promise<string | null> {
  const { headers } = await server.inject({ method: "HEAD", url: `/${path}` });
  return headers.etag ?? null;
}

function portOf(server: FastifyInstance): number | null {
  const address = server.server.address();
  return typeof address === "object" ? (address?.port ?? null) : null;
}

function createFramework(log: FastifyBaseLogger, hot: HotAnswers): FastifyInstance {
  const server = fastify({
    loggerInstance: log,
    // One line per request at debug level is ours to write; the framework's two at info would fill disks.
    logController: new LogController({ disableRequestLogging: true }),
    serverFactory: (handler) =>
      createServer(connectionLimits, (request, response) => {
        request.url = originForm(request.url ?? "");
        if (!hot.answer(request, response)) handler(request, response);
      }),
    bodyLimit: 1_024,
    forceCloseConnections: "idle",
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (_error, _request, reply) =>
      void sendSentence(reply, { status: 400, text: "This address cannot be read." }),
  });
  server.addHook("onResponse", async (request, reply) => {
    const { method, url } = request;
    const durationMs = Math.round(reply.elapsedTime);
    request.log.debug({ method, url, status: reply.statusCode, durationMs }, "request answered");
  });
  server.setNotFoundHandler((_request, reply) =>
    sendSentence(reply, { status: 404, text: "There is nothing at this address." }),
  );
  server.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) request.log.error({ err: error, url: request.url }, "request failed");
    return sendSentence(reply, { status, text: sentences[status] ?? sentences[500] });
  });
  return server;
}

const sentences: Readonly<Record<number, string>> & { readonly 500: string } = {
  400: "This request cannot be read.",
  413: "This request is too large.",
  429: "Too many requests; try again in a minute.",
  500: "Feedloom cannot answer this right now; its log says why.",
};

function statusOf(error: unknown): number {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : 500;
  return typeof status === "number" && status >= 400 && status < 500 ? status : 500;
}

async function closeServer(server: FastifyInstance, rawPath: RawPath): Promise<void> {
  rawPath.close();
  const timer = setTimeout(() => server.server.closeAllConnections(), closeTimeoutMs);
  try {
    await server.close();
  } finally {
    clearTimeout(timer);
  }
}

import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";
import { Agent, Pool, ProxyAgent, buildConnector, request, type Dispatcher } from "undici";
import { FetchError } from "../model/errors.ts";
import type { WireHead } from "./fields.ts";
import type { AddressGuard } from "./guard.ts";

/** Idle connections close after seconds: thousands of hosts are asked once in a while, not one host all the time. */
const keepAliveTimeoutMs = 3000;
const keepAliveMaxTimeoutMs = 5000;
/** Some publishers send long policies; a flood of 200 kB is refused. */
const maxHeaderBytes = 32 * 1024;
/** Node's own default, 250 ms, gives up distant IPv4 hosts where IPv6 is broken. */
const addressAttemptMs = 2000;

export type TransportSettings = {
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** Bytes on the wire, before decompression. */
  readonly maxBodyBytes: number;
};

/** How a request travels. */
export type Path = {
  readonly proxy: string | null;
  readonly allowInsecureTls: boolean;
};

export type WireRequest = {
  readonly method: "GET" | "POST";
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly path: Path;
  readonly signal: AbortSignal;
};

export type WireAnswer = WireHead & {
  readonly body: Readable & { dump(limits: { limit: number; signal: AbortSignal }): Promise<void> };
};

export type Transport = {
  /** One request, one answer; redirects are not followed. Rejects with undici's and Node's own errors. */
  readonly send: (url: URL, wire: WireRequest) => Promise<WireAnswer>;
  /** Waits for running requests, then closes all connections. */
  readonly close: () => Promise<void>;
};

/** Connections are pooled for each way a request can travel. */
export function createTransport(settings: TransportSettings, guard: AddressGuard): Transport {
  const dispatchers = new Map<string, Dispatcher>();
  const dispatcherFor = (path: Path): Dispatcher => {
    const key = `${path.allowInsecureTls} ${path.proxy ?? ""}`;
    const known = dispatchers.get(key);
    if (known !== undefined) return known;
    const dispatcher =
      path.proxy === null
        ? directDispatcher(settings, path, guard)
        : proxyDispatcher(settings, path, path.proxy);
    dispatchers.set(key, dispatcher);
    return dispatcher;
  };
  return {
    send: (url, wire) => send(dispatcherFor(wire.path), url, wire),
    close: async () => {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.close()));
    },
  };
}

async function send(dispatcher: Dispatcher, url: URL, wire: WireRequest): Promise<WireAnswer> {
  const { method, headers, body, signal } = wire;
  const answer = await request(url, { dispatcher, method, headers, body, signal });
  return { status: answer.statusCode, fields: answer.headers, body: answer.body };
}

function poolSettings(settings: TransportSettings): Agent.Options {
  return {
    headersTimeout: settings.idleTimeoutMs,
    bodyTimeout: settings.idleTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    keepAliveMaxTimeout: keepAliveMaxTimeoutMs,
    maxHeaderSize: maxHeaderBytes,
    maxResponseSize: settings.maxBodyBytes,
    // One connection for one answer at a time keeps every limit above easy to reason about.
    allowH2: false,
  };
}

function directDispatcher(settings: TransportSettings, path: Path, guard: AddressGuard): Agent {
  const anywhere = connector(settings, path);
  const publicOnly = connector(settings, path, guard.lookup);
  return new Agent({
    ...poolSettings(settings),
    connect: (target, callback) => {
      if (guard.isExempt(target)) return anywhere(target, callback);
      const refusal = guard.refusal(target);
      if (refusal !== null) return callback(refusal, null);
      return publicOnly(target, callback);
    },
  });
}

function connector(
  settings: TransportSettings,
  path: Path,
  lookup?: LookupFunction,
): buildConnector.connector {
  return buildConnector({
    timeout: settings.connectTimeoutMs,
    rejectUnauthorized: !path.allowInsecureTls,
    allowH2: false,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: addressAttemptMs,
    ...(lookup === undefined ? {} : { lookup }),
  });
}

/** The proxy is the operator's own choice and may stand on a private address; it resolves the names. */
function proxyDispatcher(settings: TransportSettings, path: Path, proxy: string): ProxyAgent {
  if (!URL.canParse(proxy)) throw new FetchError("connection", "the source's proxy is no URL");
  const pool = poolSettings(settings);
  // Without these two, undici's own limits would hold for the proxy and for plain http through it.
  const create = (origin: string | URL, options: object): Pool =>
    new Pool(origin, { ...pool, ...options });
  return new ProxyAgent({
    ...pool,
    uri: proxy,
    factory: create,
    clientFactory: create,
    connectTimeout: settings.connectTimeoutMs,
    requestTls: { rejectUnauthorized: !path.allowInsecureTls },
  });
}

import type { EventEmitter } from "node:events";
import type { LookupFunction } from "node:net";
import { Agent, Dispatcher, Pool, ProxyAgent, buildConnector, errors } from "undici";
import { FetchError } from "../model/errors.ts";
import { Connecting } from "./connecting.ts";
import type { AddressGuard } from "./guard.ts";
import type { Place } from "../model/place.ts";
import type { Path, WireAnswer, WireFields, WireRequest } from "./wire.ts";

/** Long enough for the next source of a host, a second later; most of thousands of hosts have but one. */
const keepAliveTimeoutMs = 3000;
/** Beyond so many, connections are closed after their answer: each takes 40 kB while it waits for nothing. */
const maxOpenConnections = 256;
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

export type Transport = {
  /** One request, one answer; redirects are not followed. Rejects with undici's and Node's own errors. */
  readonly send: (place: Place, wire: WireRequest) => Promise<WireAnswer>;
  /** Closes all connections, also those that are being made; ends what still waits for one. */
  readonly close: () => Promise<void>;
};

/** The connections of one path. */
type Line = {
  readonly dispatcher: Dispatcher;
  /** Whether so many connections are open that a further one should not be kept. */
  readonly isCrowded: () => boolean;
};

const plainPath: Path = { proxy: null, allowInsecureTls: false };

/** Connections are pooled for each way a request can travel. */
export function createTransport(settings: TransportSettings, guard: AddressGuard): Transport {
  const connecting = new Connecting();
  const direct = counted(directDispatcher(settings, plainPath, { guard, connecting }));
  const lines = new Map<string, Line>();
  const lineFor = (path: Path): Line => {
    // Nearly all requests; the others pay for their key.
    if (path.proxy === null && !path.allowInsecureTls) return direct;
    const key = `${path.allowInsecureTls} ${path.proxy ?? ""}`;
    const known = lines.get(key);
    if (known !== undefined) return known;
    const line = counted(
      path.proxy === null
        ? directDispatcher(settings, path, { guard, connecting })
        : proxyDispatcher(settings, path, path.proxy),
    );
    lines.set(key, line);
    return line;
  };
  return {
    send: (place, wire) => send(lineFor(wire.path), place, wire),
    close: async () => {
      const all = [direct, ...lines.values()];
      connecting.end();
      await Promise.all(all.map(({ dispatcher }) => dispatcher.destroy()));
    },
  };
}

function counted(dispatcher: Dispatcher): Line {
  let open = 0;
  dispatcher.on("connect", () => void (open += 1));
  dispatcher.on("disconnect", () => void (open -= 1));
  return { dispatcher, isCrowded: () => open >= maxOpenConnections };
}

function send(line: Line, place: Place, wire: WireRequest): Promise<WireAnswer> {
  const { origin, path } = place;
  const { method, headers, body, signal } = wire;
  const options = { origin, path, method, headers, body, signal, reset: line.isCrowded() };
  return new Promise((resolve, reject) => {
    line.dispatcher.dispatch(options, new Incoming(options, { resolve, reject }));
  });
}

type Sent = Dispatcher.RequestOptions & { readonly signal: EventEmitter };

type Receiver = {
  readonly resolve: (answer: WireAnswer | Promise<WireAnswer>) => void;
  readonly reject: (error: Error) => void;
};

/**
 * One answer on its way. Most are 304s and have no body: undici's own reader makes a stream for every answer, which is
 * most of what it costs, so it begins only with the head of any other one.
 */
class Incoming implements Dispatcher.DispatchHandler {
  readonly #sent: Sent;
  readonly #receiver: Receiver;
  readonly #onAbort = (): void => this.#abort();
  #controller: Dispatcher.DispatchController | null = null;
  #reader: Dispatcher.DispatchHandler | null = null;
  #isAborted = false;

  constructor(sent: Sent, receiver: Receiver) {
    this.#sent = sent;
    this.#receiver = receiver;
    sent.signal.on("abort", this.#onAbort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isAborted) this.#abort();
  }

  onResponseStart(...head: HeadArguments): void {
    const [controller, status, fields] = head;
    if (status < 200) return;
    this.#sent.signal.off("abort", this.#onAbort);
    if (status === 304) return this.#receiver.resolve({ status, fields, body: null });
    const reading = new Reading();
    this.#receiver.resolve(reading.answer(this.#sent));
    this.#reader = reading.reader;
    this.#reader.onRequestStart?.(controller, null);
    this.#reader.onResponseStart?.(...head);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#reader?.onResponseData?.(controller, chunk);
  }

  onResponseEnd(controller: Dispatcher.DispatchController, trailers: WireFields): void {
    this.#reader?.onResponseEnd?.(controller, trailers);
  }

  onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
    this.#sent.signal.off("abort", this.#onAbort);
    if (this.#reader === null) this.#receiver.reject(error);
    else this.#reader.onResponseError?.(controller, error);
  }

  /** Nobody waits for the connection that a request waits for; the request itself is broken off once it begins. */
  #abort(): void {
    this.#isAborted = true;
    const reason = new errors.RequestAbortedError();
    if (this.#controller === null) this.#receiver.reject(reason);
    else this.#controller.abort(reason);
  }
}

type HeadArguments = Parameters<Required<Dispatcher.DispatchHandler>["onResponseStart"]>;

/** undici's reader of one answer; what has come of the answer so far is told to it. */
class Reading extends Dispatcher {
  reader: Dispatcher.DispatchHandler = {};

  override dispatch(_: Dispatcher.DispatchOptions, reader: Dispatcher.DispatchHandler): boolean {
    this.reader = reader;
    return true;
  }

  async answer(sent: Sent): Promise<WireAnswer> {
    const { statusCode, headers, body } = await this.request(sent);
    return { status: statusCode, fields: headers, body };
  }
}

function poolSettings(settings: TransportSettings): Agent.Options {
  return {
    headersTimeout: settings.idleTimeoutMs,
    bodyTimeout: settings.idleTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    keepAliveMaxTimeout: keepAliveTimeoutMs,
    maxHeaderSize: maxHeaderBytes,
    maxResponseSize: settings.maxBodyBytes,
    // One connection for one answer at a time keeps every limit above easy to reason about.
    allowH2: false,
  };
}

function directDispatcher(
  settings: TransportSettings,
  path: Path,
  { guard, connecting }: { readonly guard: AddressGuard; readonly connecting: Connecting },
): Agent {
  const anywhere = connecting.watched(connector(settings, path));
  const publicOnly = connecting.watched(connector(settings, path, guard.lookup));
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

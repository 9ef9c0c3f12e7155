import { takeAnswer, type FetchAnswer } from "./answer.ts";
import { discardBody } from "./body.ts";
import { Deadline } from "./deadline.ts";
import { explainFailure, outOfTime } from "./failures.ts";
import { createAddressGuard, type AddressGuard } from "./guard.ts";
import { headersFor, type FetchRequest } from "./request.ts";
import { isRedirect, nextRoute, startRoute, type Route } from "./route.ts";
import { createTransport, type Transport, type WireAnswer } from "./transport.ts";

export type FetchSettings = {
  /** Of the whole fetch with its redirects. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  /** Silence while an answer is awaited or under way. */
  readonly idleTimeoutMs: number;
  /** After decompression, and on the wire. */
  readonly maxBodyBytes: number;
  readonly userAgent: string;
  /** true, false, or the hosts (host or host:port) that may be private. */
  readonly allowPrivateAddresses: boolean | readonly string[];
};

/** Fetches documents. Settings never change: a new config makes a new fetcher and closes the old one. */
export type Fetcher = {
  /** Throws FetchError for every expected failure; an aborted `signal` throws its reason. */
  readonly fetch: (request: FetchRequest, signal?: AbortSignal) => Promise<FetchAnswer>;
  /** Waits for the fetches under way, then closes all connections. */
  readonly close: () => Promise<void>;
};

type Station = {
  readonly settings: FetchSettings;
  readonly guard: AddressGuard;
  readonly transport: Transport;
};

type Fetching = {
  readonly request: FetchRequest;
  readonly deadline: Deadline;
  readonly route: Route;
};

export function createFetcher(settings: FetchSettings): Fetcher {
  const guard = createAddressGuard(settings.allowPrivateAddresses);
  const station = { settings, guard, transport: createTransport(settings, guard) };
  return {
    fetch: (request, signal) => fetchDocument(station, request, signal),
    close: () => station.transport.close(),
  };
}

async function fetchDocument(
  station: Station,
  request: FetchRequest,
  signal: AbortSignal | undefined,
): Promise<FetchAnswer> {
  const deadline = new Deadline(station.settings.timeoutMs, signal);
  const fetching = { request, deadline, route: startRoute(request) };
  try {
    for (;;) {
      const wire = await askHop(station, fetching);
      if (!isRedirect(wire.status)) {
        return await takeAnswer(wire, { ...fetching, maxBytes: station.settings.maxBodyBytes });
      }
      await discardBody(wire);
      fetching.route = nextRoute(fetching.route, wire);
    }
  } catch (error) {
    signal?.throwIfAborted();
    const context = { ...station.settings, host: fetching.route.url.host };
    throw deadline.isOver ? outOfTime(context) : explainFailure(error, context);
  } finally {
    deadline.stop();
  }
}

async function askHop(station: Station, fetching: Fetching): Promise<WireAnswer> {
  const { request, route, deadline } = fetching;
  const refusal = station.guard.refusal(route.url);
  if (refusal !== null) throw refusal;
  const { beforeHop } = request;
  if (beforeHop !== undefined && route.asked.length > 1) {
    await deadline.pauseFor(() => beforeHop(route.url));
  }
  const { userAgent } = station.settings;
  return station.transport.send(route.url, {
    method: "GET",
    headers: headersFor(request, { url: route.url, isTrusted: route.isTrusted, userAgent }),
    body: null,
    path: request,
    signal: deadline.signal,
  });
}

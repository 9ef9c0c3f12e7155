import { takeAnswer, type FetchAnswer } from "./answer.ts";
import { runExchange, type Station } from "./exchange.ts";
import { postForm, type FormAnswer, type FormRequest } from "./form.ts";
import { createAddressGuard } from "./guard.ts";
import { headersFor, type FetchRequest } from "./request.ts";
import { isRedirect, startRoute } from "./route.ts";
import type { FetchSettings } from "./settings.ts";
import { Running } from "./running.ts";
import { createTransport, type Transport } from "./transport.ts";

/** Settings never change: a new config makes a new fetcher and closes the old one. */
export type Fetcher = {
  /** Throws FetchError for every expected failure; an aborted `signal` throws its reason. */
  readonly fetch: (request: FetchRequest, signal?: AbortSignal) => Promise<FetchAnswer>;
  /** For hubs: same guard, limits and errors; any final status is an answer. */
  readonly postForm: (request: FormRequest, signal?: AbortSignal) => Promise<FormAnswer>;
  /** Takes nothing new, waits for what is under way (abort it first where that takes too long), closes all connections. */
  readonly close: () => Promise<void>;
};

export function createFetcher(settings: FetchSettings): Fetcher {
  const guard = createAddressGuard(settings.allowPrivateAddresses);
  const running = new Running();
  const station = { settings, guard, transport: createTransport(settings, guard), running };
  let closing: Promise<void> | null = null;
  return {
    fetch: (request, signal) => fetchDocument(station, request, signal),
    postForm: (request, signal) => postForm(station, request, signal),
    close: () => (closing ??= closeAfter(running, station.transport)),
  };
}

async function closeAfter(running: Running, transport: Transport): Promise<void> {
  await running.end();
  await transport.close();
}

function fetchDocument(
  station: Station,
  request: FetchRequest,
  signal: AbortSignal | undefined,
): Promise<FetchAnswer> {
  const { userAgent, maxBodyBytes } = station.settings;
  return runExchange<FetchAnswer>(station, {
    start: () => startRoute(request),
    isFollowed: isRedirect,
    wireRequest: ({ place, isTrusted }) => ({
      method: "GET",
      headers: headersFor(request, { place, isTrusted, userAgent }),
      body: null,
      path: {
        proxy: request.proxy,
        // The operator vouches for the configured host, not for where it sends us.
        allowInsecureTls: request.allowInsecureTls && isTrusted,
      },
    }),
    beforeHop: request.beforeHop,
    take: (wire, route, pauseFor) => takeAnswer(wire, { request, route, pauseFor, maxBodyBytes }),
    signal,
  });
}

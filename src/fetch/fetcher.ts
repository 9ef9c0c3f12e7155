import { takeAnswer, type FetchAnswer } from "./answer.ts";
import { runExchange, type Station } from "./exchange.ts";
import { postForm, type FormAnswer, type FormRequest } from "./form.ts";
import { createAddressGuard } from "./guard.ts";
import { headersFor, type FetchRequest } from "./request.ts";
import { isRedirect, startRoute } from "./route.ts";
import type { FetchSettings } from "./settings.ts";
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
  const station = { settings, guard, transport: createTransport(settings, guard) };
  const running = new Running();
  let closing: Promise<void> | null = null;
  const run = <T>(work: () => Promise<T>): Promise<T> => {
    if (closing !== null) return Promise.reject(new Error("the fetcher is closed"));
    return running.during(work);
  };
  return {
    fetch: (request, signal) => run(() => fetchDocument(station, request, signal)),
    postForm: (request, signal) => run(() => postForm(station, request, signal)),
    close: () => (closing ??= closeAfter(running, station.transport)),
  };
}

/** Whole fetches are waited for, not single requests: a redirect may still lie ahead. */
async function closeAfter(running: Running, transport: Transport): Promise<void> {
  await running.end();
  await transport.close();
}

/** Counts what runs. */
class Running {
  readonly #ended = Promise.withResolvers<void>();
  #count = 0;
  #isEnding = false;

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await work();
    } finally {
      this.#count -= 1;
      this.#settle();
    }
  }

  /** Waits until nothing runs any more. */
  end(): Promise<void> {
    this.#isEnding = true;
    this.#settle();
    return this.#ended.promise;
  }

  #settle(): void {
    if (this.#isEnding && this.#count === 0) this.#ended.resolve();
  }
}

function fetchDocument(
  station: Station,
  request: FetchRequest,
  signal: AbortSignal | undefined,
): Promise<FetchAnswer> {
  const { userAgent, maxBodyBytes } = station.settings;
  return runExchange<FetchAnswer>(station, {
    start: startRoute(request),
    isFollowed: isRedirect,
    wireRequest: ({ url, isTrusted }) => ({
      method: "GET",
      headers: headersFor(request, { url, isTrusted, userAgent }),
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

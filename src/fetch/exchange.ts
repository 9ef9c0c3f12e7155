import { FetchError } from "../model/errors.ts";
import { discardBody } from "./body.ts";
import { Deadline, type Pause } from "./deadline.ts";
import { explainFailure, outOfTime } from "./failures.ts";
import type { AddressGuard } from "./guard.ts";
import { cachingFieldsOf } from "./fields.ts";
import { nextRoute, type Route } from "./route.ts";
import type { FetchSettings } from "./settings.ts";
import type { Running } from "./running.ts";
import type { Transport } from "./transport.ts";
import type { WireAnswer, WireHead, WireRequest } from "./wire.ts";

/** What every request of one fetcher shares. */
export type Station = {
  readonly settings: FetchSettings;
  readonly guard: AddressGuard;
  readonly transport: Transport;
  readonly running: Running;
};

/** One request with the redirects it may take. */
export type Exchange<T> = {
  /** Throws FetchError for what cannot be asked. */
  readonly start: () => Route;
  /** Whether an answer of this status sends us on. */
  readonly isFollowed: (status: number) => boolean;
  readonly wireRequest: (route: Route) => Omit<WireRequest, "signal">;
  readonly beforeHop?: ((url: URL) => Promise<void>) | undefined;
  /** Reads the last answer; still within the deadline, but for what it waits in `pauseFor`. */
  readonly take: (wire: WireAnswer, route: Route, pauseFor: Pause) => Promise<T> | T;
  readonly signal?: AbortSignal | undefined;
};

/** Every hop passes the address guard; all hops together have one deadline. Throws FetchError, or the signal's reason. */
export async function runExchange<T>(station: Station, exchange: Exchange<T>): Promise<T> {
  exchange.signal?.throwIfAborted();
  let route = exchange.start();
  station.running.begin();
  const deadline = new Deadline(station.settings.timeoutMs, exchange.signal);
  let answered: WireAnswer | null = null;
  try {
    for (;;) {
      answered = null;
      const wire = await askHop(station, { exchange, route, deadline });
      answered = wire;
      if (!exchange.isFollowed(wire.status)) {
        return await exchange.take(wire, route, (wait) => deadline.pauseFor(wait));
      }
      await discardBody(wire);
      deadline.throwIfEnded();
      route = nextRoute(route, wire);
    }
  } catch (error) {
    exchange.signal?.throwIfAborted();
    const isProxied = exchange.wireRequest(route).path.proxy !== null;
    const context = { ...station.settings, host: route.place.host, isProxied };
    const failure = deadline.isOver ? outOfTime(context) : explainFailure(error, context);
    throw withAnswer(failure, answered, route);
  } finally {
    deadline.stop();
    station.running.done();
  }
}

type Hop<T> = {
  readonly exchange: Exchange<T>;
  readonly route: Route;
  readonly deadline: Deadline;
};

/** Throws FetchError `blocked-address`. */
function askHop<T>(station: Station, hop: Hop<T>): Promise<WireAnswer> {
  const { exchange, route } = hop;
  const refusal = station.guard.refusal(route.place.url);
  if (refusal !== null) throw refusal;
  const { beforeHop } = exchange;
  const isFirst = route.asked.length === 1;
  return beforeHop === undefined || isFirst
    ? ask(station, hop)
    : askInTurn(station, hop, beforeHop);
}

async function askInTurn<T>(
  station: Station,
  hop: Hop<T>,
  beforeHop: (url: URL) => Promise<void>,
): Promise<WireAnswer> {
  await hop.deadline.pauseFor(() => beforeHop(hop.route.place.url));
  return ask(station, hop);
}

function ask<T>({ transport }: Station, { exchange, route, deadline }: Hop<T>) {
  const wire = exchange.wireRequest(route);
  return transport.send(route.place, { ...wire, signal: deadline.signal });
}

/**
 * A body that breaks off takes nothing back of what its head said: the status, and when to come again. Nor does a target
 * that does not answer of what the redirects to it said.
 */
function withAnswer(failure: unknown, answered: WireHead | null, { retryAfter }: Route): unknown {
  if (!(failure instanceof FetchError) || failure.caching !== null) return failure;
  if (answered === null && retryAfter === null) return failure;
  const { reason, message, host, cause } = failure;
  const caching = cachingFieldsOf(answered?.fields ?? {}, retryAfter);
  const status = failure.status ?? answered?.status ?? null;
  const details = { caching, cause, ...(status === null ? {} : { status }) };
  return new FetchError(reason, message, host === null ? details : { ...details, host });
}

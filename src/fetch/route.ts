import { FetchError } from "../model/errors.ts";
import type { FetchRequest } from "./request.ts";
import { field } from "./fields.ts";
import { placeOf, type Place } from "../model/place.ts";
import type { WireHead } from "./wire.ts";

/** RFC 2068 allowed five; what needs more is a loop. */
const maxHops = 5;

/** The way of one fetch through its redirects. */
export type Route = {
  /** Where it stands. */
  readonly place: Place;
  /** All addresses asked so far, this one included. */
  readonly asked: readonly string[];
  /** The last address that only permanent redirects led to; null: they led nowhere. */
  readonly permanentUrl: string | null;
  /** Whether every hop so far was a permanent one. */
  readonly isPermanent: boolean;
  /** Whether the configured credentials may be sent: the origin was never left. */
  readonly isTrusted: boolean;
  /** Retry-After of a redirect on the way. */
  readonly retryAfter: string | null;
};

/** Throws FetchError `blocked-address` for what is no http(s) address. */
export function startRoute(request: RouteRequest): Route {
  const place = request.place ?? parsed(request.url);
  if (place === null || !isHttp(place.url)) {
    throw new FetchError("blocked-address", "the address is no http or https URL");
  }
  return {
    place,
    asked: [place.href],
    permanentUrl: null,
    isPermanent: true,
    isTrusted: belongs(request, place.url),
    retryAfter: null,
  };
}

type RouteRequest = Pick<FetchRequest, "url" | "configuredUrl" | "place">;

function parsed(address: string): Place | null {
  const url = URL.parse(address);
  return url === null ? null : placeOf(url);
}

/** Most feeds never moved: only the address of one that did is parsed. */
function belongs(request: RouteRequest, url: URL): boolean {
  const { configuredUrl = request.url } = request;
  if (configuredUrl === request.url) return true;
  const configured = URL.parse(configuredUrl);
  return configured !== null && keepsCredentials(configured, url);
}

export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** The route after a redirect. Throws FetchError `bad-redirect` or `too-many-redirects`. */
export function nextRoute(route: Route, head: WireHead): Route {
  const target = placeOf(redirectTarget(route, head));
  const from = route.place.url;
  if (route.asked.includes(target.href)) {
    throw refused("too-many-redirects", "redirects in a circle", route, head);
  }
  if (route.asked.length > maxHops) {
    throw refused("too-many-redirects", `more than ${maxHops} redirects`, route, head);
  }
  // A move from https to http is followed but not remembered: later polls would stay unprotected.
  const isDowngrade = from.protocol === "https:" && target.url.protocol === "http:";
  const isPermanent =
    route.isPermanent && (head.status === 301 || head.status === 308) && !isDowngrade;
  return {
    place: target,
    asked: [...route.asked, target.href],
    permanentUrl: isPermanent ? target.href : route.permanentUrl,
    isPermanent,
    isTrusted: route.isTrusted && keepsCredentials(from, target.url),
    retryAfter: field(head.fields, "retry-after") ?? route.retryAfter,
  };
}

function redirectTarget(route: Route, head: WireHead): URL {
  const location = field(head.fields, "location");
  if (location === null) {
    throw refused("bad-redirect", `answered ${head.status} without a Location`, route, head);
  }
  const target = URL.parse(utf8(location).trim(), route.place.url);
  if (target === null || !isHttp(target)) {
    throw refused("bad-redirect", "redirects to what is no http or https URL", route, head);
  }
  return target;
}

/** Some servers put raw UTF-8 into Location; HTTP hands it over one byte a character. */
function utf8(value: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(value, "latin1"));
  } catch {
    return value;
  }
}

function isHttp(url: URL): boolean {
  return url.protocol === "http:" || url.protocol === "https:";
}

/** The same origin, or the same host gone from http to https on the standard ports. */
export function keepsCredentials(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  const isUpgrade = from.protocol === "http:" && to.protocol === "https:";
  return isUpgrade && from.port === "" && to.port === "" && from.hostname === to.hostname;
}

function refused(
  reason: "bad-redirect" | "too-many-redirects",
  problem: string,
  route: Route,
  head: WireHead,
): FetchError {
  const { host } = route.place;
  return new FetchError(reason, `${host}: ${problem}`, { status: head.status, host });
}

import { noValidators, type Lifetime, type Validators } from "../model/source.ts";
import { acceptedCodings } from "./codings.ts";
import type { Place } from "../model/place.ts";

export type FetchRequest = {
  /** May hold userinfo, which becomes Basic authorisation and is shown nowhere. */
  readonly url: string;
  /** Of `url`, for who asks there again and again; absent: it is parsed. */
  readonly place?: Place;
  /**
   * The source's configured address, where `url` is a place it has moved to: userinfo and headers belong to this origin
   * and go to no other. Absent: `url`.
   */
  readonly configuredUrl?: string;
  /** Both null: an unconditional request. */
  readonly validators: Validators;
  /** Where the validators came from (`finalUrl` of that answer): they go to no other origin. Absent: sent on every hop. */
  readonly validatorsUrl?: string | null;
  /** What came with the validators. */
  readonly lifetime?: Lifetime;
  /** The operator's own, any case; they win over ours but not over the conditional ones. */
  readonly headers: Readonly<Record<string, string>>;
  readonly proxy: string | null;
  readonly allowInsecureTls: boolean;
  /** What the body may take of the memory all bodies share; absent: as much as it needs. */
  readonly room?: Room;
  /** Where it is less than the settings allow. */
  readonly maxBodyBytes?: number;
  /** Looks at the Content-Type before a body is read; what is not wanted is `bad-response`. */
  readonly isWantedType?: (contentType: string | null) => boolean;
  /** Instead of the feed types. */
  readonly accept?: string;
  /** Waits until the host of a redirect's target may be asked; not counted in the timeout. */
  readonly beforeHop?: (url: URL) => Promise<void>;
};

/** Memory for a growing body. */
export type Room = {
  /** Whether there is room for so many bytes. */
  has(bytes: number): boolean;
  /** Waits for more; not counted in the timeout. */
  grow(): Promise<void>;
};

const feedTypes =
  "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, " +
  "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

/** Configured headers that tell nothing about who asks; all others stay on the configured origin. */
const harmless = new Set(["accept", "accept-language", "user-agent"]);

/** What only the connection or the conditional request may set. */
const reserved = new Set([
  "connection",
  "content-length",
  "expect",
  "if-modified-since",
  "if-none-match",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The headers of one hop. `isTrusted`: the chain of redirects has not left the configured origin. */
export function headersFor(
  request: FetchRequest,
  hop: { readonly place: Place; readonly isTrusted: boolean; readonly userAgent: string },
): Record<string, string> {
  return {
    "user-agent": hop.userAgent,
    accept: request.accept ?? feedTypes,
    "accept-encoding": acceptedCodings,
    ...(hop.isTrusted ? basicAuthorisation(request.configuredUrl ?? request.url) : {}),
    ...configuredHeaders(request.headers, hop.isTrusted),
    ...conditions(request, hop.place),
  };
}

/** Whether some of a source's headers would be sent to its own origin only. */
export function tellWhoAsks(headers: FetchRequest["headers"]): boolean {
  return Object.keys(configuredHeaders(headers, true)).some((name) => !harmless.has(name));
}

function configuredHeaders(
  headers: Readonly<Record<string, string>>,
  isTrusted: boolean,
): Record<string, string> {
  const kept = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !reserved.has(name) && (isTrusted || harmless.has(name)));
  return Object.fromEntries(kept);
}

/** The validators that go to a place. */
export function validatorsFor(request: FetchRequest, place: Place): Validators {
  return comesFrom(place, request.validatorsUrl ?? null) ? request.validators : noValidators;
}

/** Both validators, byte for byte (RFC 9111 4.3.1). */
function conditions(request: FetchRequest, place: Place): Record<string, string> {
  const { etag, lastModified } = validatorsFor(request, place);
  return {
    ...(etag === null ? {} : { "if-none-match": etag }),
    ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
  };
}

/** Most feeds answer where they answered last time; only other addresses are worth parsing. */
function comesFrom(place: Place, address: string | null): boolean {
  if (address === null || address === place.href) return true;
  return URL.parse(address)?.origin === place.origin;
}

function basicAuthorisation(address: string): Record<string, string> {
  // Parsing costs more than the rest of a request; only "@" can bring userinfo.
  const url = address.includes("@") ? URL.parse(address) : null;
  if (url === null || (url.username === "" && url.password === "")) return {};
  const credentials = `${unescaped(url.username)}:${unescaped(url.password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

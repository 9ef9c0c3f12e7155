import { FetchError, type FetchReason } from "../model/errors.ts";
import { sizeText } from "./body.ts";

/** What an operator is told, and the limits it names. */
export type FailureContext = {
  readonly host: string;
  /** Whether the request goes through a proxy. */
  readonly isProxied: boolean;
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly maxBodyBytes: number;
};

type Explanation = readonly [reason: FetchReason, sentence: string];

/**
 * The FetchError for an error of undici, Node's network or zlib. What has no code is a bug of ours and comes back as it
 * is. Messages name the host and the error's code only: texts of Node and OpenSSL may quote what a server sent.
 */
export function explainFailure(error: unknown, context: FailureContext): unknown {
  if (error instanceof FetchError) return error;
  const code = codeOf(error);
  if (code === null) return error;
  const [reason, sentence] = explain(code, context);
  const { host } = context;
  const message = `${host}: ${context.isProxied ? wayOf(code) : ""}${sentence}`;
  return new FetchError(reason, message, { host, cause: error });
}

/** What fails on the way to the proxy; the feed's own server was not asked. Its address may be a secret. */
const neverThere =
  /^(?:ENOTFOUND|ENODATA|EAI_|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)/;

function wayOf(code: string): string {
  if (neverThere.test(code)) return "its proxy cannot be reached: ";
  return /^(?:ECONN|UND_ERR_SOCKET)/.test(code) ? "through its proxy: " : "";
}

/** The FetchError of a fetch whose time is over. */
export function outOfTime(context: FailureContext): FetchError {
  const { host, timeoutMs } = context;
  return new FetchError(
    "timeout",
    `${host}: timeout, no complete answer within ${seconds(timeoutMs)}`,
    { host },
  );
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  // undici gives no code to bytes that are no HTTP at all.
  if (error.name === "HTTPParserError") return "HPE_NO_HTTP";
  // All addresses of a host failed: the first one tells.
  return error instanceof AggregateError ? codeOf(error.errors[0]) : null;
}

function explain(code: string, context: FailureContext): Explanation {
  const limit = limits.get(code);
  if (limit !== undefined) return limit(context);
  const known = sentences.get(code);
  if (known !== undefined) return known;
  const family = families.find(([pattern]) => pattern.test(code));
  if (family === undefined) return ["connection", `the connection failed (${code})`];
  return [family[1], `${family[2]} (${code})`];
}

const limits: ReadonlyMap<string, (context: FailureContext) => Explanation> = new Map<
  string,
  (context: FailureContext) => Explanation
>([
  ["UND_ERR_CONNECT_TIMEOUT", (c) => timeout("no connection", c.connectTimeoutMs)],
  ["UND_ERR_HEADERS_TIMEOUT", (c) => timeout("no answer", c.idleTimeoutMs)],
  ["UND_ERR_BODY_TIMEOUT", (c) => timeout("silence in mid-answer", c.idleTimeoutMs)],
  [
    "UND_ERR_RES_EXCEEDED_MAX_SIZE",
    (c) => ["too-large", `larger than ${sizeText(c.maxBodyBytes)} (poll.maxBody)`],
  ],
]);

const sentences: ReadonlyMap<string, Explanation> = new Map<string, Explanation>([
  ["ENOTFOUND", ["dns", "no such host name (ENOTFOUND)"]],
  ["ENODATA", ["dns", "the host name has no address (ENODATA)"]],
  ["EAI_AGAIN", ["dns", "the name server gives no answer (EAI_AGAIN)"]],
  ["ETIMEDOUT", ["timeout", "timeout, no connection (ETIMEDOUT)"]],
  ["ECONNREFUSED", ["connection", "the connection was refused (ECONNREFUSED)"]],
  ["ECONNRESET", ["connection", "the connection was reset (ECONNRESET)"]],
  ["UND_ERR_SOCKET", ["connection", "the connection closed before the answer was complete"]],
  [
    "UND_ERR_ABORTED",
    ["connection", "the connection was broken off, by the proxy if there is one"],
  ],
  ["UND_ERR_HEADERS_OVERFLOW", ["bad-response", "the answer's headers are too long"]],
  ["UND_ERR_INVALID_ARG", ["connection", "the request cannot be sent, check headers and proxy"]],
  ["CERT_HAS_EXPIRED", ["tls", "its TLS certificate has expired"]],
  ["ERR_TLS_CERT_ALTNAME_INVALID", ["tls", "its TLS certificate is for another host name"]],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", ["tls", "its TLS certificate is self-signed"]],
]);

const families: readonly (readonly [RegExp, FetchReason, string])[] = [
  [/^EAI_/, "dns", "the host name cannot be resolved"],
  [
    /^(?:Z_|ZSTD_|ERR_BROTLI|ERR_ZSTD|ERR__ERROR_|BROTLI)/,
    "bad-encoding",
    "the compressed body is broken",
  ],
  [/^HPE_/, "bad-response", "the answer is no HTTP"],
  [/CERT|^ERR_(?:TLS|SSL|OSSL)|^EPROTO$|^UNABLE_TO_|SELF_SIGNED|CRL|ISSUER/, "tls", "TLS failed"],
  [/^UND_ERR_PRX/, "connection", "the proxy does not connect"],
];

function timeout(what: string, ms: number): Explanation {
  return ["timeout", `timeout, ${what} within ${seconds(ms)}`];
}

function seconds(ms: number): string {
  return ms >= 1000 ? `${Math.round(ms / 100) / 10} s` : `${ms} ms`;
}

import type { FetchAnswer } from "./fetch/answer.ts";
import type { Room } from "./fetch/request.ts";
import { isPageType } from "./fulltext/page-charset.ts";
import { FetchError, type FetchReason } from "./model/errors.ts";
import type { PageBytes } from "./page-read.ts";
import type { PollOptions, PollTools } from "./poll-tools.ts";
import { askedRestMs } from "./schedule/floors.ts";
import { restHost } from "./store/hosts.ts";

export type PageFetching = Pick<PollOptions, "source" | "turn" | "signal"> & {
  readonly tools: Omit<PollTools, "push">;
};

/** The page; or `none`: there is none to be had; or `later`. */
export type FetchedPage =
  | { readonly kind: "page"; readonly page: PageBytes }
  | { readonly kind: "none" }
  | {
      readonly kind: "later";
      /** Whether it was asked for; else its host rests, or Feedloom stops. */
      readonly isTry: boolean;
      /** Hosts that are better left alone for now. */
      readonly tiredHosts: readonly string[];
      /** Until the publisher wants to be left alone; null: it did not say. */
      readonly until: number | null;
    };

/** An article is smaller; what is larger holds many of them. */
const maxPageBytes = 4 * 1_024 * 1_024;
/** How long a host rests at least that wants fewer requests. */
const restMs = 15 * 60_000;

/** What may be otherwise the next time. */
const passing: ReadonlySet<FetchReason> = new Set(["timeout", "dns", "connection", "tls"]);

/** `room`: what its body may take of the memory of all pages. */
export async function fetchPage(
  fetching: PageFetching,
  url: string,
  room: Room,
): Promise<FetchedPage> {
  const { source, tools, signal } = fetching;
  try {
    const answer = await askForPage(fetching, url, room);
    if (answer.kind !== "body") return { kind: "none" };
    const { body, contentType, finalUrl } = answer;
    return { kind: "page", page: { body, contentType, url: finalUrl } };
  } catch (error) {
    if (signal.aborted) return { kind: "later", isTry: false, tiredHosts: [], until: null };
    if (!(error instanceof FetchError)) throw error;
    const { reason, message } = error;
    tools.log.info({ sourceId: source.id, reason, error: tools.redact(message) }, "page not read");
    return whatNext(tools, error, URL.parse(url)?.host ?? "");
  }
}

async function whatNext(
  tools: PageFetching["tools"],
  error: FetchError,
  askedHost: string,
): Promise<FetchedPage> {
  const { reason, status, host } = error;
  const answered = host ?? askedHost;
  const now = tools.now();
  const until = restUntil(error, now);
  if (until !== null) {
    tools.hosts.rest(answered, until);
    await restHost(tools.store, { host: answered, until, now });
  }
  // Without an answer the host rests already.
  const isTry = reason !== "rate-limited" || status !== null;
  if (until === null && isTry && !isPassing(error)) return { kind: "none" };
  // One broken page says nothing of the others; a host that is not there does.
  const isTired = until !== null || status === null;
  return { kind: "later", isTry, tiredHosts: isTired ? [askedHost, answered] : [], until };
}

function isPassing({ reason, status }: FetchError): boolean {
  return passing.has(reason) || (status !== null && status >= 500);
}

/** 429 and 503 speak for the whole host, and so does whoever says when to come again. */
function restUntil({ status, caching }: FetchError, now: number): number | null {
  const askedMs = askedRestMs({ status, caching, now });
  if (askedMs === null && status !== 429 && status !== 503) return null;
  return now + Math.max(restMs, askedMs ?? 0);
}

async function askForPage(
  { source, tools, turn, signal }: PageFetching,
  url: string,
  room: Room,
): Promise<FetchAnswer> {
  const { proxy, allowInsecureTls } = source;
  const target = URL.parse(url);
  if (target === null) throw new FetchError("blocked-address", "the entry's address is none");
  await turn.waitForHost(target.host, signal);
  return tools.fetcher.fetch(
    {
      url,
      // What the operator sends to the feed goes to its own origin only.
      configuredUrl: source.url,
      validators: { etag: null, lastModified: null },
      headers: withoutAccept(source.headers),
      proxy,
      allowInsecureTls,
      room,
      maxBodyBytes: Math.min(tools.settings.maxBodyBytes, maxPageBytes),
      accept: "text/html, application/xhtml+xml;q=0.9",
      isWantedType: isPageType,
      beforeHop: (hop) => turn.waitForHost(hop.host, signal),
    },
    signal,
  );
}

/** Configured for a feed it asks for feeds. */
function withoutAccept(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => name.toLowerCase() !== "accept");
  return Object.fromEntries(kept);
}

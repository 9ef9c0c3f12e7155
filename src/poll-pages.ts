import type { FetchAnswer } from "./fetch/answer.ts";
import { isPageType } from "./fulltext/page-charset.ts";
import { FetchError } from "./model/errors.ts";
import type { PageBytes } from "./page-read.ts";
import type { PollOptions, PollTools } from "./poll-tools.ts";
import { restHost } from "./store/hosts.ts";
import { pagelessEntries, savePages, type PagelessEntry } from "./store/pages.ts";

export type PageFetching = Pick<PollOptions, "source" | "turn" | "signal"> & {
  readonly tools: Omit<PollTools, "push">;
};

/** Pages of one poll, and how long it may be busy with them; the rest has its turn at the next polls, the oldest last. */
const maxPages = 20;
const pagesWithinMs = 120_000;
/** How long a host rests that wants fewer requests. */
const restMs = 15 * 60_000;

/**
 * Full text: fetches the pages of entries that have none yet, each once, with the pauses its host gets for any request,
 * and puts entry and page together. A page that cannot be had is not asked for again; a host that wants to be left alone
 * is asked later.
 */
export async function fillPages(fetching: PageFetching): Promise<void> {
  const { source, tools, signal } = fetching;
  if (!source.fullText) return;
  const endAt = tools.now() + pagesWithinMs;
  const { newSourceLimit } = tools;
  const entries = await pagelessEntries(tools.store, {
    sourceId: source.id,
    maxBacklog: newSourceLimit === 0 ? null : newSourceLimit,
    limit: maxPages,
  });
  for (const entry of entries) {
    if (signal.aborted || tools.now() > endAt) return;
    const page = entry.page ?? (await fetchPage(fetching, entry));
    if (page === "later") return;
    await keepPage(fetching, entry, page);
  }
}

async function keepPage(
  { tools }: PageFetching,
  { entryId, raw }: PagelessEntry,
  page: PageBytes | string | null,
): Promise<void> {
  const read = page === null ? null : await tools.pagePool.read({ raw, page });
  const tried = { entryId, page: read?.page ?? null, pageDerived: read?.derived ?? null };
  await savePages(tools.store, { pages: [tried], now: tools.now() });
}

/** The page; null: there is none to be had; `later`: its host rests, or Feedloom stops. */
async function fetchPage(
  fetching: PageFetching,
  { url }: PagelessEntry,
): Promise<PageBytes | null | "later"> {
  const { source, tools, signal } = fetching;
  try {
    const answer = await askForPage(fetching, url);
    if (answer.kind !== "body" || !isPageType(answer.contentType)) return null;
    const { body, contentType, finalUrl } = answer;
    return { body, contentType, url: finalUrl };
  } catch (error) {
    if (signal.aborted) return "later";
    if (!(error instanceof FetchError)) throw error;
    const { reason, message, status, host } = error;
    tools.log.info({ sourceId: source.id, reason, error: tools.redact(message) }, "page not read");
    if (reason !== "rate-limited") return null;
    // Without an answer the host rests already.
    if (status !== null && host !== null) await rest(fetching, host);
    return "later";
  }
}

async function askForPage(
  { source, tools, turn, signal }: PageFetching,
  url: string,
): Promise<FetchAnswer> {
  const { headers, proxy, allowInsecureTls } = source;
  const target = URL.parse(url);
  if (target === null) throw new FetchError("blocked-address", "the entry's address is none");
  await turn.waitForHost(target.host, signal);
  return tools.fetcher.fetch(
    {
      url,
      // What the operator sends to the feed goes to its own origin only.
      configuredUrl: source.url,
      validators: { etag: null, lastModified: null },
      headers,
      proxy,
      allowInsecureTls,
      accept: "text/html, application/xhtml+xml;q=0.9",
      beforeHop: (hop) => turn.waitForHost(hop.host, signal),
    },
    signal,
  );
}

async function rest({ tools }: PageFetching, host: string): Promise<void> {
  const now = tools.now();
  const until = now + restMs;
  tools.hosts.rest(host, until);
  await restHost(tools.store, { host, until, now });
}

import type { Fetcher } from "../fetch/fetcher.ts";
import { FetchError, ParseError } from "../model/errors.ts";
import type { Source } from "../model/source.ts";
import type { ReadPool } from "../read-pool.ts";
import { retryAfterMs } from "../schedule/freshness.ts";
import type { Queue } from "../schedule/queue.ts";

/** How long a host is left alone that does not say for how long: for the rest of most checks. */
const unstatedRestMs = 10 * 60_000;

/** How one source answered. */
export type Trial = {
  readonly source: Source;
  readonly entries: number | null;
  readonly title: string | null;
  /** Where permanent redirects lead, or led once. */
  readonly movedTo: string | null;
  readonly error: string | null;
};

export type TrialTools = {
  readonly fetcher: Fetcher;
  readonly readPool: ReadPool;
  readonly queue: Queue;
  readonly beforeHop: (url: URL) => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * Fetches and reads a feed. `knownMove` is where polls found it to have moved: it is asked there, as they do, when its
 * old address does not answer with a feed any more.
 */
export async function tryFeed(
  source: Source,
  knownMove: string | null,
  tools: TrialTools,
): Promise<Trial> {
  const trial = await tryAddress(source, source.url, tools);
  if (trial.error === null || knownMove === null) return trial;
  await tools.beforeHop(new URL(knownMove));
  const moved = await tryAddress(source, knownMove, tools);
  return moved.error === null ? { ...moved, movedTo: moved.movedTo ?? knownMove } : trial;
}

async function tryAddress(source: Source, url: string, tools: TrialTools): Promise<Trial> {
  const { headers, proxy, allowInsecureTls } = source;
  const { beforeHop, signal } = tools;
  const request = { url, configuredUrl: source.url, headers, proxy, allowInsecureTls, beforeHop };
  const validators = { etag: null, lastModified: null };
  try {
    const answer = await tools.fetcher.fetch({ ...request, validators }, signal);
    if (answer.kind === "not-modified") return failedTrial(source, "answered 304 unasked");
    const { feed, entries } = await tools.readPool.read(answer.body, {
      sourceId: source.id,
      url: answer.finalUrl,
      contentType: answer.contentType,
      weakKeys: { guid: false, link: false },
    });
    const { permanentUrl: movedTo } = answer;
    return { source, entries: entries.length, title: feed.title, movedTo, error: null };
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof ParseError)) throw error;
    if (error instanceof FetchError) restLimited(tools.queue, error);
    return failedTrial(source, error.message);
  }
}

/** The other feeds of a host that answered 429 are not tried in vain: no person waits here for long. */
function restLimited(queue: Queue, { status, host, caching }: FetchError): void {
  if (status !== 429 || host === null) return;
  const now = Date.now();
  const restMs = caching === null ? null : retryAfterMs(caching, now);
  queue.rest(host, now + (restMs ?? unstatedRestMs));
}

export function failedTrial(source: Source, error: string): Trial {
  return { source, entries: null, title: null, movedTo: null, error };
}

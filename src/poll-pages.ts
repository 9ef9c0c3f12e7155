import { setImmediate as nextTurn } from "node:timers/promises";
import { keysOfAddress } from "./dedup/keys-of-address.ts";
import { urlKey } from "./dedup/url-key.ts";
import { fetchPage, type FetchedPage, type PageFetching } from "./page-fetch.ts";
import type { PageBytes } from "./page-read.ts";
import { claimPage, pagelessEntries, putOffPage, type PagelessEntry } from "./store/page-queue.ts";
import { savePages } from "./store/pages.ts";

/** Pages of one poll, and how long it may be busy with them; the rest has its turn at the next polls, the oldest last. */
const maxPages = 20;
const pagesWithinMs = 120_000;
/** Entries of hosts that rest are passed over; of so many some will have another host. */
const maxLookedAt = 1_000;
/** More than a page can take with all it waits for; a killed process holds it back for no longer. */
const claimMs = 10 * 60_000;

/**
 * Full text: fetches the pages of entries that have none yet, each once, with the pauses its host gets for any request,
 * and puts entry and page together. What cannot be had for the moment is tried again at later polls, a few times; a host
 * that wants to be left alone is asked later, and holds up no other.
 */
export async function fillPages(fetching: PageFetching): Promise<void> {
  const { source, tools, signal } = fetching;
  if (!source.fullText) return;
  const endAt = tools.now() + pagesWithinMs;
  const { newSourceLimit } = tools;
  const entries = await pagelessEntries(tools.store, {
    sourceId: source.id,
    now: tools.now(),
    maxBacklog: newSourceLimit === 0 ? null : newSourceLimit,
    limit: maxLookedAt,
  });
  const tired = new Set<string>();
  let taken = 0;
  for (const entry of entries) {
    if (signal.aborted || tools.now() > endAt || taken >= maxPages) return;
    if (tired.has(URL.parse(entry.url)?.host ?? "")) continue;
    if (await takePage(fetching, entry, tired)) taken += 1;
    else await nextTurn();
  }
}

/** Whether there was anything to do. */
async function takePage(
  fetching: PageFetching,
  entry: PagelessEntry,
  tired: Set<string>,
): Promise<boolean> {
  const { tools, signal } = fetching;
  const { entryId, url } = entry;
  const now = tools.now();
  const key = urlKey(url);
  const claimed = await claimPage(tools.store, {
    entryId,
    keys: keysOfAddress(url),
    isSameAddress: (other) => other === url || (key !== null && urlKey(other) === key),
    now,
    until: now + claimMs,
  });
  if (claimed === null) return false;
  const { raw, page } = claimed;
  if (page !== null) return keepPage(fetching, { entryId, raw, page });
  const room = tools.pageRooms.enter();
  try {
    const fetched = await fetchPage(fetching, url, room);
    if (fetched.kind === "later") return await putOff(fetching, { entryId, fetched, tired });
    const bytes = fetched.kind === "page" ? fetched.page : null;
    return await keepPage(fetching, { entryId, raw, page: bytes });
  } catch (error) {
    // Stopped: after the next start nobody has to wait for what was in hand.
    if (signal.aborted) await putOffPage(tools.store, { entryId, now, until: now, isTry: false });
    throw error;
  } finally {
    room.leave();
  }
}

type Kept = {
  readonly entryId: number;
  readonly raw: string;
  readonly page: PageBytes | string | null;
};

async function keepPage(
  { tools, signal }: PageFetching,
  { entryId, raw, page }: Kept,
): Promise<true> {
  const read = page === null ? null : await tools.pagePool.read({ raw, page }, signal);
  const tried = { entryId, page: read?.page ?? null, pageDerived: read?.derived ?? null };
  await savePages(tools.store, { pages: [tried], now: tools.now() });
  return true;
}

type Later = {
  readonly entryId: number;
  readonly fetched: Extract<FetchedPage, { kind: "later" }>;
  readonly tired: Set<string>;
};

async function putOff(
  { tools, source }: PageFetching,
  { entryId, fetched, tired }: Later,
): Promise<boolean> {
  const { isTry, tiredHosts } = fetched;
  for (const host of tiredHosts) tired.add(host);
  const now = tools.now();
  // At a later poll: a delivery may come a second after.
  const until = fetched.until ?? (isTry ? now + source.minIntervalMs / 2 : now);
  await putOffPage(tools.store, { entryId, now, until: Math.ceil(until), isTry });
  return isTry;
}

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { joinIncoming } from "../../src/dedup/join-incoming.ts";
import type { WeakKeys } from "../../src/model/stored.ts";
import { incomingFeed } from "../../src/read.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { syncSources } from "../../src/store/sources.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { parsedEntry, type BenchmarkEntry } from "./benchmark-entry.ts";
import { feedInfo } from "./feed-info.ts";
import { sourceOf } from "./sources.ts";

type StreamEntry = BenchmarkEntry & { readonly id: string; readonly fetched: string };
export type Assignment = { readonly id: string; readonly cluster: string };

/** Polls a stream into a real store, every entry as it arrived, and says which post each of them ended in. */
export async function assignStream(file: string): Promise<readonly Assignment[]> {
  const { entries } = JSON.parse(readFileSync(file, "utf8")) as { entries: StreamEntry[] };
  const folder = mkdtempSync(join(tmpdir(), "feedloom-dedup-"));
  const store = await openStore({ file: join(folder, "stream.db"), instanceId: "bench" });
  try {
    return await pollStream(store, entries);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

async function pollStream(
  store: Store,
  entries: readonly StreamEntry[],
): Promise<readonly Assignment[]> {
  const urls = [...new Set(entries.map((entry) => entry.feedUrl))];
  await syncSources(store, {
    sources: urls.map(sourceOf),
    now: Date.parse(entries[0]?.fetched ?? ""),
  });
  const dedup = joinIncoming({ enabled: true, never: [], always: [] });
  const weak = new Map<string, WeakKeys>();
  const assignments: Assignment[] = [];
  for (const document of documentsOf(entries)) {
    const { feedUrl, fetched } = document[0];
    const { id: sourceId } = sourceOf(feedUrl);
    const weakKeys = weak.get(feedUrl) ?? { guid: false, link: false };
    const parsed = { feed: feedInfo, entries: document.map(parsedEntry), isWhole: true };
    const feed = incomingFeed(parsed, { sourceId, url: feedUrl, weakKeys });
    weak.set(feedUrl, feed.weakKeys);
    await savePoll(store, {
      facts: {
        sourceId,
        now: Date.parse(fetched),
        status: 200,
        validators: { etag: null, lastModified: null },
        bodyHash: null,
        movedTo: null,
        finalUrl: null,
        nextPollAt: null,
        restUntil: null,
      },
      feed,
      derivedVersion: 1,
      futureDates: "keep",
      join: dedup,
    });
    const posts = await postsOf(
      store,
      feed.entries.map((entry) => entry.identity),
      sourceId,
    );
    document.forEach((entry, index) => {
      const cluster = posts.get(feed.entries[index]?.identity ?? "") ?? entry.id;
      assignments.push({ id: entry.id, cluster });
    });
  }
  return assignments;
}

/** What one source listed at one time is one document. */
function documentsOf(
  entries: readonly StreamEntry[],
): readonly (readonly [StreamEntry, ...StreamEntry[]])[] {
  const documents: [StreamEntry, ...StreamEntry[]][] = [];
  for (const entry of entries) {
    const last = documents.at(-1);
    if (last?.[0].feedUrl === entry.feedUrl && last[0].fetched === entry.fetched) {
      last.push(entry);
    } else {
      documents.push([entry]);
    }
  }
  return documents;
}

async function postsOf(
  store: Store,
  identities: readonly string[],
  sourceId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await store.db
    .selectFrom("entry as e")
    .innerJoin("post_entry as m", "m.entryId", "e.id")
    .innerJoin("source as s", "s.num", "e.source")
    .select(["e.identity", "m.postId"])
    .where("s.id", "=", sourceId)
    .where("e.identity", "in", identities)
    .execute();
  return new Map(rows.map(({ identity, postId }) => [identity, String(postId)]));
}

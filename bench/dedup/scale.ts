import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { candidateKeys, featuresOf } from "../../src/dedup/features.ts";
import { joinIncoming } from "../../src/dedup/join-incoming.ts";
import { deriveEntry } from "../../src/entries/derive-entry.ts";
import type { ParsedEntry } from "../../src/model/feed.ts";
import { incomingFeed } from "../../src/read.ts";
import { insertKeys } from "../../src/store/entry-keys.ts";
import type { Join } from "../../src/store/join.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import type { Database } from "../../src/store/schema.ts";
import { syncSources } from "../../src/store/sources.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { parsedEntry } from "./benchmark-entry.ts";
import { feedInfo } from "./feed-info.ts";
import { sourceOf } from "./sources.ts";

const now = Date.UTC(2024, 0, 1);
const feedUrl = "https://measured.example/feed.xml";
const fillerUrl = "https://filler.example/feed.xml";
/** Entries of one measured poll. */
const polled = 200;
const rounds = 5;
const batch = 500;
/** Keys that are as frequent as a standing title: so many for all entries, so a thousandth of the entries share each. */
const hotKeys = 1000;

/**
 * What a new entry costs at growing numbers of stored entries, as a Markdown table. `sizes`: "10000,100000"; the stored
 * ones have ten keys each like real ones, one of them shared by a thousandth of all.
 */
export async function scaleTable(sizes: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "feedloom-scale-"));
  const file = join(folder, "scale.db");
  const store = await openStore({ file, instanceId: "bench" });
  try {
    await syncSources(store, { sources: [feedUrl, fillerUrl].map(sourceOf), now });
    const rows = [
      "| stored entries | features, µs | saving and joining, µs | of it deciding, µs | bytes of features and index an entry |",
      "|---|---|---|---|---|",
    ];
    let stored = 0;
    for (const size of (sizes || "10000,100000,1000000").split(",").map(Number)) {
      await fill(store.db, stored, size);
      stored = size;
      rows.push(await measure(store, size, statSync(file).size));
    }
    return `${rows.join("\n")}\n`;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

async function fill(db: Database, from: number, to: number): Promise<void> {
  const { num: source } = await db
    .selectFrom("source")
    .select("num")
    .where("url", "=", fillerUrl)
    .executeTakeFirstOrThrow();
  const [sample] = incomingFeed(
    { feed: feedInfo, entries: [syntheticEntry(0)] },
    contextOf(fillerUrl),
  ).entries;
  const features = sample?.features ?? "";
  // Only what dedup reads: texts would make the file ten times as large.
  const [raw, derived] = ["{}", "{}"];
  for (let start = from; start < to; start += batch * 20) {
    await db.transaction().execute(async (trx) => {
      for (let first = start; first < Math.min(to, start + batch * 20); first += batch) {
        // The measured entries of smaller sizes have the numbers behind their fillers.
        const ids = Array.from({ length: batch }, (_, index) => 3 * from + first + 100_000 + index);
        await trx
          .insertInto("entry")
          .values(
            ids.map((id) => ({
              id,
              source,
              identity: hex(id),
              contentHash: "",
              firstSeenAt: now,
              sortAt: now,
              position: 0,
            })),
          )
          .execute();
        await trx
          .insertInto("entry_content")
          .values(ids.map((entryId) => ({ entryId, raw, derived, features, derivedVersion: 1 })))
          .execute();
        await trx
          .insertInto("post")
          .values(
            ids.map((id) => ({
              id,
              atomId: `filler:${id}`,
              idClaim: 0,
              shownEntryId: id,
              sortAt: now,
              tieBreak: 0,
            })),
          )
          .execute();
        await trx
          .insertInto("post_entry")
          .values(ids.map((id) => ({ entryId: id, postId: id, reason: "first", evidence: "" })))
          .execute();
        await insertKeys(
          trx,
          ids.map((entryId) => ({ entryId, keys: fillerKeys(entryId) })),
        );
      }
    });
  }
}

function fillerKeys(entryId: number) {
  const own = Array.from({ length: 9 }, (_, index) => ({
    kind: "text",
    hash: hex(entryId * 16 + index),
  }));
  return [...own, { kind: "title", hash: hex(entryId % hotKeys) }];
}

/** Sixteen hex digits spread over the whole range. */
function hex(value: number): string {
  return BigInt.asUintN(64, BigInt(value + 1) * 0x9e3779b97f4a7c15n)
    .toString(16)
    .padStart(16, "0");
}

async function measure(store: Store, size: number, bytes: number): Promise<string> {
  let [featureMs, saveMs, decideMs] = [0, 0, 0];
  const dedup = joinIncoming({ enabled: true, never: [], always: [] });
  const timed: Join = (entry, candidates) => {
    const start = performance.now();
    const decision = dedup(entry, candidates);
    decideMs += performance.now() - start;
    return decision;
  };
  for (let round = 0; round < rounds; round += 1) {
    const parsed = Array.from({ length: polled }, (_, index) =>
      syntheticEntry(size * 7 + round * polled + index),
    );
    featureMs += featureTime(parsed);
    const feed = incomingFeed({ feed: feedInfo, entries: parsed }, contextOf(feedUrl));
    const entries = feed.entries.map((entry, index) => ({
      ...entry,
      keys: [...entry.keys, { kind: "title", hash: hex(index % hotKeys) }],
    }));
    const start = performance.now();
    await savePoll(store, {
      facts: facts(round),
      feed: { ...feed, entries },
      derivedVersion: 1,
      futureDates: "keep",
      join: timed,
    });
    saveMs += performance.now() - start;
  }
  const each = (ms: number) => Math.round((ms * 1000) / (rounds * polled));
  return `| ${size} | ${each(featureMs)} | ${each(saveMs)} | ${each(decideMs)} | ${Math.round(bytes / size)} |`;
}

/** Milliseconds for features and candidate keys alone. */
function featureTime(parsed: readonly ParsedEntry[]): number {
  const derived = parsed.map((entry) => ({ entry, derived: deriveEntry(entry) }));
  const start = performance.now();
  for (const one of derived) {
    candidateKeys(featuresOf(one.entry, one.derived, { sourceId: sourceOf(feedUrl).id, feedUrl }));
  }
  return performance.now() - start;
}

function contextOf(url: string) {
  return { sourceId: sourceOf(url).id, url, weakKeys: { guid: false, link: false } };
}

function facts(round: number) {
  return {
    sourceId: sourceOf(feedUrl).id,
    now: now + round,
    status: 200,
    validators: { etag: null, lastModified: null },
    bodyHash: null,
    finalUrl: null,
    movedTo: null,
    nextPollAt: null,
    restUntil: null,
  };
}

/** An entry of 350 words that no other one resembles. */
function syntheticEntry(seed: number): ParsedEntry {
  let state = seed * 2_654_435_761 + 1;
  const word = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return `w${(state >>> 8).toString(36)}`;
  };
  const words = (count: number) => Array.from({ length: count }, word).join(" ");
  return parsedEntry({
    feedUrl,
    guid: `tag:measured.example,2024:${seed}`,
    url: `https://measured.example/articles/${word()}-${word()}`,
    title: words(8),
    summary: null,
    contentHtml: Array.from({ length: 7 }, () => `<p>${words(50)}</p>`).join(""),
    author: "Jo Doe",
    published: new Date(now).toISOString(),
  });
}

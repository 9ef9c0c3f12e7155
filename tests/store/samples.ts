import { createHash } from "node:crypto";
import type { FeedInfo, ParsedEntry } from "../../src/model/feed.ts";
import type { Source } from "../../src/model/source.ts";
import type { IncomingEntry } from "../../src/model/stored.ts";
import { storedJson } from "../../src/store/json.ts";
import type { Join } from "../../src/store/join.ts";
import type { PollFacts } from "../../src/store/save-outcome.ts";
import type { ReadPoll } from "../../src/store/saving-poll.ts";

/** Noon of 1 June 2026, and the units of the tests. */
export const noon = Date.UTC(2026, 5, 1, 12);
export const hour = 3_600_000;
export const day = 24 * hour;

export function sampleSource(url: string, changes: Partial<Source> = {}): Source {
  return {
    id: createHash("sha256").update(url).digest("hex").slice(0, 12),
    url,
    publicUrl: url,
    secrets: [],
    name: null,
    tags: [],
    schedule: null,
    minIntervalMs: hour,
    maxIntervalMs: 24 * hour,
    fullText: false,
    futureDates: "clamp",
    limit: 0,
    headers: {},
    proxy: null,
    allowInsecureTls: false,
    isPrivate: false,
    keep: [],
    drop: [],
    enabled: true,
    ...changes,
  };
}

export type SampleEntry = {
  readonly identity: string;
  readonly id?: string | null;
  readonly url?: string | null;
  readonly title?: string;
  readonly publishedAt?: number | null;
  readonly updatedAt?: number | null;
  readonly text?: string;
  /** Entries with the same one are candidates for each other. */
  readonly key?: string;
};

export function sampleEntry(sample: SampleEntry): IncomingEntry {
  const parsed: ParsedEntry = {
    id: sample.id ?? null,
    url: sample.url ?? null,
    title: { value: sample.title ?? sample.identity, type: "text" },
    summary: null,
    content: { value: sample.text ?? "", type: "html" },
    baseUrl: null,
    language: null,
    authors: [],
    categories: [],
    published: null,
    updated: null,
    images: [],
    enclosures: [],
    origLink: null,
    canonicalUrl: null,
    origin: null,
    commentsUrl: null,
    rights: null,
  };
  const raw = JSON.stringify(parsed);
  const hash = createHash("sha256").update(raw).digest("hex");
  const key = createHash("sha256")
    .update(sample.key ?? sample.identity)
    .digest("hex");
  return {
    identity: sample.identity,
    contentHash: hash,
    formerHash: `former ${hash}`,
    raw,
    derived: JSON.stringify({ title: parsed.title?.value }),
    features: JSON.stringify({ key: sample.key ?? null }),
    keys: [{ kind: "url", hash: key.slice(0, 16) }],
    url: parsed.url,
    publishedAt: sample.publishedAt ?? null,
    updatedAt: sample.updatedAt ?? null,
  };
}

const feed: FeedInfo = {
  format: "atom",
  id: null,
  title: "Sample",
  subtitle: null,
  link: null,
  selfUrl: null,
  hubUrls: [],
  language: null,
  updated: null,
  rights: null,
  authors: [],
  imageUrl: null,
  hints: { ttlMinutes: null, skipHours: [], skipDays: [], updateEveryMs: null },
};

/** Joins entries of equal sample keys. */
export const joinByKey: Join = (entry, candidates) => {
  const { key } = storedJson<{ key: string | null }>(entry.features);
  const other = candidates.find(
    ({ features, isInSameDocument }) =>
      key !== null && !isInSameDocument && storedJson<{ key: string }>(features).key === key,
  );
  if (other === undefined) return { kind: "new" };
  return { kind: "join", postId: other.postId, reason: "same-key", evidence: key ?? "" };
};

export type SamplePoll = Partial<PollFacts> &
  Partial<Pick<ReadPoll, "join" | "futureDates" | "derivedVersion">>;

const weakKeys = { guid: false, link: false };

export function samplePoll(
  source: Source,
  entries: readonly SampleEntry[],
  { join, futureDates, derivedVersion, ...facts }: SamplePoll = {},
): ReadPoll {
  return {
    facts: sampleFacts(source, facts),
    feed: { feed, entries: entries.map(sampleEntry), weakKeys, isWhole: true },
    derivedVersion: derivedVersion ?? 1,
    futureDates: futureDates ?? "clamp",
    join: join ?? joinByKey,
  };
}

export function sampleFacts(source: Source, changes: Partial<PollFacts> = {}): PollFacts {
  const now = changes.now ?? noon;
  return {
    sourceId: source.id,
    now,
    status: 200,
    validators: { etag: '"1"', lastModified: null },
    finalUrl: source.url,
    bodyHash: "00",
    movedTo: null,
    nextPollAt: now + hour,
    restUntil: null,
    ...changes,
  };
}

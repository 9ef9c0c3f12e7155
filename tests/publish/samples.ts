import type { Config } from "../../src/model/config.ts";
import type { DerivedEntry } from "../../src/model/entry.ts";
import type { FeedInfo, ParsedEntry } from "../../src/model/feed.ts";
import type { Post } from "../../src/model/post.ts";
import type { Source } from "../../src/model/source.ts";
import type { SourceState, StoredEntry, StoredPost } from "../../src/model/stored.ts";
import { dateMs } from "../../src/publish/clean-date.ts";
import { cleanPost } from "../../src/publish/clean-post.ts";
import { createFeedView, type FeedView } from "../../src/publish/feed-view.ts";
import { dateOf } from "../../src/store/sort-at.ts";

export const siteUrl = "https://planet.example/";

export function sampleSource(over: Partial<Source> = {}): Source {
  return {
    id: "0123456789ab",
    url: "https://a.example/feed.xml",
    publicUrl: over.url ?? "https://a.example/feed.xml",
    secrets: [],
    name: null,
    tags: [],
    schedule: null,
    minIntervalMs: 3_600_000,
    maxIntervalMs: 86_400_000,
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
    ...over,
  };
}

export function sampleConfig(over: Partial<Config> = {}): Config {
  return {
    title: "Planet Example",
    subtitle: "",
    url: siteUrl,
    language: "en",
    timezone: "UTC",
    schedule: "*/10 * * * *",
    poll: {
      minIntervalMs: 3_600_000,
      maxIntervalMs: 86_400_000,
      concurrency: 64,
      perHost: 2,
      perHostDelayMs: 1_000,
      timeoutMs: 30_000,
      maxBodyBytes: 16_777_216,
      userAgent: "",
      allowPrivateAddresses: false,
      webSub: "auto",
    },
    posts: {
      limit: 100,
      perPage: 10,
      summaryWords: 70,
      content: "full",
      newSourceLimit: 10,
      perSourceLimit: 0,
    },
    retention: { days: 365, minPerSource: 50 },
    dedup: { enabled: true, never: [], always: [] },
    keep: [],
    drop: [],
    outputs: [],
    hub: null,
    quietAfterMs: 90 * 86_400_000,
    sources: [sampleSource()],
    ...over,
  };
}

export function sampleFeed(over: Partial<FeedInfo> = {}): FeedInfo {
  return {
    format: "atom",
    id: "tag:a.example,2026:feed",
    title: "Blog A",
    subtitle: null,
    link: "https://a.example/",
    selfUrl: null,
    hubUrls: [],
    language: "en",
    updated: null,
    rights: null,
    authors: [],
    imageUrl: null,
    hints: { ttlMinutes: null, skipHours: [], skipDays: [], updateEveryMs: null },
    ...over,
  };
}

export function sampleState(over: Partial<SourceState> = {}): SourceState {
  return {
    id: "0123456789ab",
    url: "https://a.example/feed.xml",
    addedAt: Date.parse("2025-12-31T00:00:00Z"),
    movedTo: null,
    movedAt: null,
    finalUrl: null,
    validators: { etag: null, lastModified: null },
    bodyHash: null,
    feed: sampleFeed(),
    outcome: "updated",
    status: 200,
    error: null,
    errorReason: null,
    failures: 0,
    failingSince: null,
    brokeAt: null,
    brokeError: null,
    backAt: null,
    firstPollAt: Date.parse("2026-01-01T00:00:00Z"),
    lastPollAt: Date.parse("2026-02-01T00:00:00Z"),
    lastUpdatedAt: Date.parse("2026-02-01T00:00:00Z"),
    newestAt: Date.parse("2026-02-01T00:00:00Z"),
    nextPollAt: Date.parse("2026-02-01T01:00:00Z"),
    restUntil: null,
    goneAt: null,
    entries: 1,
    weakKeys: { guid: false, link: false },
    ...over,
  };
}

const sampleRaw: ParsedEntry = {
  id: "https://a.example/post/1",
  url: "https://a.example/post/1",
  title: { value: "A post", type: "text" },
  summary: null,
  content: { value: "<p>Hello there.</p>", type: "html" },
  baseUrl: null,
  language: null,
  authors: [],
  categories: [],
  published: "2026-01-15T12:00:00.000Z",
  updated: null,
  images: [],
  enclosures: [],
  origLink: null,
  canonicalUrl: null,
  origin: null,
  commentsUrl: null,
  rights: null,
};

const sampleDerived: DerivedEntry = {
  title: "A post",
  summaryHtml: null,
  contentHtml: "<p>Hello there.</p>",
  authors: [{ name: "Ann", email: null, url: null }],
  categories: ["News"],
  enclosures: [],
  image: null,
  text: { kind: "content", blocks: ["Hello there."], hasMore: false, words: 2, cjkCharacters: 0 },
};

export type EntryOver = Partial<Omit<StoredEntry, "raw" | "derived">> & {
  readonly raw?: Partial<ParsedEntry>;
  readonly derived?: Partial<DerivedEntry>;
};

export function sampleEntry({ raw, derived, ...over }: EntryOver = {}): StoredEntry {
  const { published, updated } = { ...sampleRaw, ...raw };
  const [publishedAt, updatedAt] = [dateMs(published), dateMs(updated)];
  return {
    entryId: 1,
    sourceId: "0123456789ab",
    identity: "ffff",
    raw: { ...sampleRaw, ...raw },
    derived: { ...sampleDerived, ...derived },
    datedAt: dateOf({ publishedAt, updatedAt }),
    firstSeenAt: Date.parse("2026-02-01T00:00:00Z"),
    lastSeenAt: Date.parse("2026-02-01T00:00:00Z"),
    editedAt: null,
    ...over,
  };
}

export function sampleStored(entry: StoredEntry, over: Partial<StoredPost> = {}): StoredPost {
  return {
    postId: entry.entryId,
    atomId: entry.raw.id ?? "tag:planet.example,2026:1",
    sortAt: entry.firstSeenAt,
    shown: entry,
    members: [],
    ...over,
  };
}

/** A cleaned post, as the renderers get it. */
export function samplePost(over: Partial<Post> = {}): Post {
  return cleanPost({
    id: "https://a.example/post/1",
    url: "https://a.example/post/1",
    title: "A post",
    summary: "Hello there.",
    contentHtml: "<p>Hello there.</p>",
    coverUrl: null,
    coverType: null,
    authors: ["Ann"],
    shownAuthors: ["Ann"],
    categories: ["News"],
    enclosures: [],
    published: "2026-01-15T12:00:00.000Z",
    updated: "2026-01-16T12:00:00.000Z",
    readingMinutes: 1,
    language: "en",
    source: {
      sourceId: "0123456789ab",
      feedId: "tag:a.example,2026:feed",
      title: "Blog A",
      link: "https://a.example/",
      feedUrl: "https://a.example/feed.xml",
      updated: "2026-01-16T12:00:00.000Z",
      rights: null,
    },
    copies: [],
    ...over,
  });
}

export function sampleView(posts: readonly Post[], config: Partial<Config> = {}): FeedView {
  const parts = { config: sampleConfig(config), baseUrl: siteUrl, isToldToHub: true };
  return createFeedView({ ...parts, posts });
}

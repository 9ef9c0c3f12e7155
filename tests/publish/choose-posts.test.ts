import { describe, expect, it } from "vitest";
import type { Config } from "../../src/model/config.ts";
import type { SourceState, StoredPost } from "../../src/model/stored.ts";
import { createChooser } from "../../src/publish/choose-posts.ts";
import { makePost } from "../../src/publish/make-post.ts";
import type { Post } from "../../src/model/post.ts";
import { publishSources } from "../../src/publish/published-source.ts";
import {
  sampleConfig,
  sampleEntry,
  sampleFeed,
  sampleSource,
  sampleState,
  sampleStored,
  siteUrl,
  type EntryOver,
} from "./samples.ts";

const now = Date.parse("2026-03-01T00:00:00Z");
const a = sampleSource();
const b = sampleSource({ id: "bbbbbbbbbbbb", url: "https://b.example/feed" });
const stateB = sampleState({ id: b.id, url: b.url, feed: sampleFeed({ title: "Blog B" }) });

type Case = {
  readonly config?: Partial<Config>;
  readonly states?: readonly SourceState[];
  readonly isFairShare?: boolean;
};

function publish(
  stored: readonly StoredPost[],
  { config, states, isFairShare }: Case = {},
): Post[] {
  const whole = sampleConfig({ sources: [a, b], ...config });
  const sources = publishSources(whole, states ?? [sampleState(), stateB], siteUrl);
  const choose = createChooser({ config: whole, sources, now, isFairShare: isFairShare ?? true });
  const style = { sources, summaryWords: 70, content: whole.posts.content };
  return stored.flatMap((post) => {
    const chosen = choose(post);
    return chosen === null ? [] : [makePost(chosen, style)];
  });
}

function titles(posts: readonly Post[]): readonly string[] {
  return posts.map(({ title }) => title);
}

function numbered(count: number, over: EntryOver = {}): StoredPost[] {
  return Array.from({ length: count }, (_, index) =>
    sampleStored(sampleEntry({ entryId: index, ...over, derived: { title: `Post ${index}` } }), {
      atomId: `urn:${over.sourceId ?? "a"}:${index}`,
    }),
  );
}

function titled(title: string, over: EntryOver = {}): StoredPost {
  return sampleStored(sampleEntry({ ...over, derived: { title, ...over.derived } }));
}

describe("rules", () => {
  const posts = [titled("Alpha news"), titled("Beta news"), titled("Gamma")];

  it("drop what they match, whatever its case", () => {
    expect(titles(publish(posts, { config: { drop: [{ title: /ALPHA/i }] } }))).toEqual([
      "Beta news",
      "Gamma",
    ]);
  });

  it("keep only what they match, once there are any", () => {
    expect(titles(publish(posts, { config: { keep: [{ title: /news/i }] } }))).toHaveLength(2);
  });

  it("of a source act on that source alone", () => {
    const sources = [{ ...a, keep: [{ title: /beta/i }] }, b];
    const other = titled("Other", { sourceId: b.id });
    expect(titles(publish([...posts, other], { config: { sources } }))).toEqual([
      "Beta news",
      "Other",
    ]);
  });

  it("let a drop win over every keep", () => {
    const sources = [{ ...a, drop: [{ title: /beta/i }] }, b];
    const config = { sources, keep: [{ title: /news/i }] };
    expect(titles(publish(posts, { config }))).toEqual(["Alpha news"]);
  });

  it("keep what either the global or the source's list keeps", () => {
    const sources = [{ ...a, keep: [{ title: /gamma/i }] }, b];
    const config = { sources, keep: [{ title: /alpha/i }] };
    expect(titles(publish(posts, { config }))).toEqual(["Alpha news", "Gamma"]);
  });

  it("match only where all fields of one match", () => {
    const drop = [{ title: /news/i, author: /bo/i }];
    expect(publish(posts, { config: { drop } })).toHaveLength(3);
    const byBo = titled("Late news", {
      derived: { authors: [{ name: "Bo", email: null, url: null }] },
    });
    expect(publish([byBo], { config: { drop } })).toEqual([]);
  });

  it("see categories, addresses, contents and the source", () => {
    const dropped = [
      { category: /^news$/i },
      { url: /a\.example/i },
      { content: /hello there/i },
      { source: a.url },
    ];
    for (const rule of dropped) expect(publish(posts, { config: { drop: [rule] } })).toEqual([]);
    expect(publish(posts, { config: { drop: [{ source: b.url }] } })).toHaveLength(3);
  });

  it("read no more than 20,000 characters of a text", () => {
    const long = { derived: { contentHtml: `${"x".repeat(20_000)}needle` } };
    const config = { drop: [{ content: /needle/ }] };
    expect(publish([sampleStored(sampleEntry(long))], { config })).toHaveLength(1);
  });
});

describe("limits", () => {
  const firstPoll = { firstSeenAt: Date.parse("2026-01-01T00:00:00Z") };
  const posts = (over: Partial<Config["posts"]>): Partial<Config> => ({
    posts: { ...sampleConfig().posts, ...over },
  });

  it("publish so many of the entries a source had at its first poll, and all that came later", () => {
    const later = numbered(5);
    const first = numbered(500, firstPoll);
    expect(publish([...later, ...first], { config: posts({ newSourceLimit: 10 }) })).toHaveLength(
      15,
    );
    expect(publish(first, { config: posts({ newSourceLimit: 0 }) })).toHaveLength(500);
  });

  it("give each source its share of a feed, and the rest to older posts of the others", () => {
    const stored = [...numbered(8), ...numbered(3, { sourceId: b.id })];
    const config = posts({ perSourceLimit: 4 });
    expect(publish(stored, { config })).toHaveLength(7);
    expect(publish(stored, { config, isFairShare: false })).toHaveLength(11);
  });

  it("hold the smaller of a source's own limit and the general one", () => {
    const sources = [{ ...a, limit: 2 }, b];
    expect(
      publish(numbered(8), { config: { ...posts({ perSourceLimit: 4 }), sources } }),
    ).toHaveLength(2);
  });
});

describe("a post with copies", () => {
  const copy = sampleEntry({ entryId: 2, sourceId: b.id, raw: { url: "https://b.example/1" } });
  const joined = sampleStored(sampleEntry(), {
    members: [{ entry: copy, reason: "same address", evidence: "" }],
  });

  it("names them", () => {
    expect(publish([joined])[0]?.copies).toMatchObject([
      { url: "https://b.example/1", reason: "same address", source: { title: "Blog B" } },
    ]);
  });

  it("is shown by a copy where its own source was removed, is disabled or its entry dropped", () => {
    const cases: Partial<Config>[] = [
      { sources: [b] },
      { sources: [{ ...a, enabled: false }, b] },
      { sources: [{ ...a, drop: [{ title: /./ }] }, b] },
    ];
    for (const config of cases) {
      const [post] = publish([joined], { config });
      expect(post).toMatchObject({ id: joined.atomId, source: { title: "Blog B" }, copies: [] });
    }
  });

  it("is not shown where none of its sources is configured any more", () => {
    expect(publish([joined], { config: { sources: [] } })).toEqual([]);
  });
});

describe("dates", () => {
  const seen = "2026-02-01T00:00:00.000Z";
  const dated = (published: string | null, futureDates: "clamp" | "keep" | "skip"): Post[] =>
    publish([titled("Dated", { raw: { published } })], {
      config: { sources: [{ ...a, futureDates }, b] },
    });

  it("in the future are clamped to when the entry was first seen", () => {
    expect(dated("2027-01-01T00:00:00Z", "clamp")[0]?.published).toBe(seen);
  });

  it("in the future are kept or make the entry wait, as the source wants", () => {
    expect(dated("2027-01-01T00:00:00Z", "keep")[0]?.published).toBe("2027-01-01T00:00:00.000Z");
    expect(dated("2027-01-01T00:00:00Z", "skip")).toEqual([]);
    expect(dated("2026-02-15T00:00:00Z", "skip")).toHaveLength(1);
  });

  it.each([null, "nonsense", "0000-01-01T00:00:00Z", "1970-01-01T00:00:00Z"])(
    "missing or impossible are when the entry was first seen: %s",
    (published) => expect(dated(published, "clamp")[0]?.published).toBe(seen),
  );

  it("of an update are those the feed states, else when an edit was seen", () => {
    const updated = (over: EntryOver): string | undefined =>
      publish([titled("x", over)])[0]?.updated;
    expect(updated({})).toBe("2026-01-15T12:00:00.000Z");
    expect(updated({ editedAt: Date.parse("2026-02-03T00:00:00Z") })).toBe(
      "2026-02-03T00:00:00.000Z",
    );
    expect(updated({ raw: { updated: "2026-01-20T00:00:00Z" } })).toBe("2026-01-20T00:00:00.000Z");
    expect(updated({ raw: { updated: "2027-01-20T00:00:00Z" } })).toBe(seen);
    expect(updated({ raw: { updated: "2020-01-01T00:00:00Z" } })).toBe("2026-01-15T12:00:00.000Z");
  });
});

describe("what a feed leaves out", () => {
  it("is made up: a title from the text, else the source's name; an author from the source", () => {
    const bare = {
      authors: [],
      text: { kind: "none", blocks: [], hasMore: false, words: 0, cjkCharacters: 0 },
    } as const;
    expect(publish([sampleStored(sampleEntry({ derived: { title: null } }))])[0]?.title).toBe(
      "Hello there.",
    );
    expect(
      publish([sampleStored(sampleEntry({ derived: { title: null, ...bare } }))])[0],
    ).toMatchObject({
      title: "Blog A",
      authors: ["Blog A"],
      shownAuthors: [],
      summary: "",
      readingMinutes: null,
    });
  });

  it("is made up too where there is nothing to be seen, and no name runs backwards", () => {
    const unseen = sampleStored(sampleEntry({ derived: { title: "\u00ad\u2060" } }));
    expect(publish([unseen])[0]?.title).toBe("Hello there.");
    const feed = sampleFeed({ title: "\u200b" });
    expect(publish([titled("x")], { states: [sampleState({ feed })] })[0]?.source.title).toBe(
      "a.example",
    );
    const turned = {
      authors: [{ name: "Ann\u202e nnA", email: null, url: null }],
      categories: ["\u202dNews", "\u200b"],
    };
    expect(publish([titled("x", { derived: turned })])[0]).toMatchObject({
      authors: ["Ann nnA"],
      categories: ["News"],
    });
  });

  it("is not filled with an e-mail address", () => {
    const authors = [{ name: null, email: "ann@a.example", url: null }];
    expect(publish([sampleStored(sampleEntry({ derived: { authors } }))])[0]?.authors).toEqual([
      "Blog A",
    ]);
  });
});

describe("a source that has something to hide", () => {
  it("shows no address when it is private", () => {
    const config = { sources: [{ ...a, isPrivate: true }] };
    const [post] = publish([titled("x")], { config });
    expect(post?.source).toMatchObject({
      feedId: `${siteUrl}sources/${a.id}/`,
      feedUrl: null,
      link: null,
    });
  });

  it("shows its public address instead of one with a secret, which its feed id may repeat", () => {
    const url = "https://user:secret@a.example/feed.xml?token=secret";
    const publicUrl = "https://a.example/feed.xml";
    const states = [
      sampleState({
        url,
        feed: sampleFeed({ id: url, title: null, link: "https://a.example/?token=secret" }),
      }),
    ];
    const config = { sources: [{ ...a, url, publicUrl }] };
    const [post] = publish([titled("x")], { config, states });
    expect(JSON.stringify(post)).not.toContain("secret");
    expect(post?.source).toMatchObject({
      feedId: publicUrl,
      feedUrl: publicUrl,
      title: "a.example",
    });
  });

  it("never moves its date without new content", () => {
    const states = [sampleState({ feed: sampleFeed({ updated: "2026-02-20T00:00:00Z" }) })];
    expect(publish([titled("x")], { states })[0]?.source.updated).toBe("2026-02-01T00:00:00.000Z");
  });
});

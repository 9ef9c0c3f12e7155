import { describe, expect, it } from "vitest";
import { candidateKeys } from "../../src/dedup/features.ts";
import { joinEntry, type JoinCandidate } from "../../src/dedup/join.ts";
import { joinIncoming } from "../../src/dedup/join-incoming.ts";
import { writeFeatures } from "../../src/dedup/write-features.ts";
import { features, harbourText, orchardText, type Sketch } from "./entries.ts";

const settings = { enabled: true, never: [], always: [] };
const home = "https://walks.example/2024/03/harbour-wall";
const other = { feed: "https://paper.example/rss", url: "https://paper.example/harbour" };
const member = (postId: number, sketch: Sketch, entryId = postId): JoinCandidate => ({
  postId,
  entryId,
  isInSameDocument: false,
  features: features(sketch),
});

describe("the post an entry joins", () => {
  it("is a new one without candidates", () => {
    expect(joinEntry(features({}), [], settings)).toEqual({ kind: "new" });
  });

  it("is the one with the strongest reason, then the oldest, whatever their order", () => {
    const candidates = [
      member(3, { ...other, url: home }),
      member(1, other),
      member(2, { ...other, feed: "https://b.example/rss", url: home }),
    ];
    const entry = features({ url: home });
    for (const some of [candidates, candidates.toReversed()]) {
      expect(joinEntry(entry, some, settings)).toMatchObject({
        kind: "join",
        postId: 2,
        reason: "same-address",
      });
    }
  });

  it("is none in which one member is a comment", () => {
    const candidates = [member(1, { url: home }), member(1, { url: `${home}#comment-2` }, 2)];
    expect(joinEntry(features({ ...other, url: home }), candidates, settings)).toEqual({
      kind: "new",
    });
  });

  it("is not found by likeness where the entry's source already has another article in the post", () => {
    const first = {
      feed: "https://paper.example/rss",
      url: "https://paper.example/harbour-part-one",
      title: "A walk along the harbour wall, part 1",
    };
    const candidates = [member(1, { url: home }), member(1, first, 2)];
    expect(joinEntry(features(other), candidates.slice(0, 1), settings)).toMatchObject({
      kind: "join",
    });
    expect(joinEntry(features(other), candidates, settings)).toEqual({ kind: "new" });
  });

  it("is not that of an entry which its source lists beside it: what moved would be gone", () => {
    const entry = features({ url: `${home}-2` });
    const listed = member(1, { url: home });
    expect(joinEntry(entry, [listed], settings)).toMatchObject({ reason: "moved" });
    expect(joinEntry(entry, [{ ...listed, isInSameDocument: true }], settings)).toEqual({
      kind: "new",
    });
  });
});

describe("a person's last word", () => {
  const entry = features(other);
  const candidates = [member(1, { url: home })];

  it.each([
    ["the articles", ["https://paper.example/harbour", home]],
    [
      "the articles, written otherwise",
      ["http://www.paper.example/harbour/", `${home}?utm_source=x`],
    ],
    ["the sources", ["https://walks.example/feed.xml", "https://paper.example/rss"]],
  ] as const)("keeps apart by the addresses of %s", (_, pair) => {
    expect(joinEntry(entry, candidates, settings)).toMatchObject({ kind: "join" });
    expect(joinEntry(entry, candidates, { ...settings, never: [pair] })).toEqual({ kind: "new" });
  });

  it("joins what no rule joins", () => {
    const unlike = [member(1, { url: home, title: "Pears", text: orchardText })];
    expect(joinEntry(entry, unlike, settings)).toEqual({ kind: "new" });
    const decision = joinEntry(entry, unlike, {
      ...settings,
      always: [[home, "https://paper.example/harbour"]],
    });
    expect(decision).toMatchObject({ kind: "join", postId: 1, reason: "asked-for" });
  });

  it("switches everything off but a source's own guid", () => {
    const off = { ...settings, enabled: false };
    expect(joinEntry(entry, candidates, off)).toEqual({ kind: "new" });
    const again = member(1, { ...other, id: "tag:paper,2024:1" });
    expect(joinEntry(features({ ...other, id: "tag:paper,2024:1" }), [again], off)).toMatchObject({
      reason: "same-guid",
    });
  });
});

describe("candidates", () => {
  const sharedKinds = (a: Sketch, b: Sketch) => {
    const keys = new Set(candidateKeys(features(a)).map(({ kind, hash }) => kind + hash));
    return [
      ...new Set(
        candidateKeys(features(b))
          .filter(({ kind, hash }) => keys.has(kind + hash))
          .map(({ kind }) => kind),
      ),
    ];
  };

  it.each([
    [
      "a guid",
      { id: "tag:a,2024:1", title: null, text: "" },
      { id: "tag:a,2024:1", title: "x", text: "" },
      "guid",
    ],
    ["an address", { url: home, text: "" }, { url: `${home}/amp`, title: null, text: "" }, "url"],
    [
      "a named original",
      { url: home },
      { title: null, text: `<a href="${home}">Continue reading</a>` },
      "url",
    ],
    [
      "an article number",
      { url: "https://a.example/x/1234567" },
      { url: "https://a.example/1234567/y", title: null, text: "" },
      "number",
    ],
    [
      "a title in a frame",
      { text: "" },
      { title: "Jo: A walk along the harbour wall", text: "" },
      "title",
    ],
    ["a text", { title: null }, { title: "Other", text: `<p>By Jo. ${harbourText}</p>` }, "text"],
  ] as const)("are found by %s", (_, a, b, kind) => {
    expect(sharedKinds(a, b)).toContain(kind);
  });

  it.each([
    ["a generic title", { title: "Status update", text: "" }, { title: "Status update", text: "" }],
    [
      "a home page",
      { url: "https://a.example/", text: "", title: null },
      { url: "https://a.example/", text: "", title: null },
    ],
    ["a phrase", { title: null, text: "Good morning!" }, { title: null, text: "Good morning!" }],
    [
      "a word as guid",
      { id: "item", title: null, text: "" },
      { id: "item", title: null, text: "" },
    ],
  ])("are not looked up by %s, which thousands share", (_, a, b) => {
    expect(sharedKinds(a, b)).toEqual([]);
  });

  it("of another version are not compared", () => {
    const stored = {
      ...member(1, { url: home }),
      features: writeFeatures({ ...features({ url: home }), version: 0 }),
    };
    const incoming = { features: writeFeatures(features({ ...other, url: home })) };
    expect(joinIncoming(settings)(incoming, [stored])).toEqual({ kind: "new" });
  });
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../src/dedup/decide.ts";
import { features, harbourText, longText, orchardText, type Sketch } from "./entries.ts";

const home = "https://walks.example/2024/03/harbour-wall";
const planet = { feed: "https://planet.example/atom.xml" };
const words = (text: string) => text.replace(/<[^>]*>/g, "");
const at = (hours: number) => new Date(Date.UTC(2024, 2, 1, 12 + hours)).toISOString();

describe("joins", () => {
  const cases: readonly (readonly [rule: string, reason: string, a: Sketch, b: Sketch])[] = [
    [
      "a rewritten story under its guid",
      "same-guid",
      { id: "tag:walks.example,2024:1" },
      { id: "tag:walks.example,2024:1", title: "Seal seen", text: orchardText, published: at(5) },
    ],
    [
      "a strong guid from two sources",
      "same-guid-elsewhere",
      { id: "tag:walks.example,2024:1" },
      { ...planet, id: "tag:walks.example,2024:1", url: "https://planet.example/1" },
    ],
    [
      "a guid changed, the address kept",
      "same-address",
      { id: "old-1", url: home },
      { id: "new-1", url: `${home}/?utm_source=rss` },
    ],
    [
      "an aggregator's bare link",
      "same-address",
      { url: home },
      { ...planet, url: `${home}?ref=planet.example`, title: "Seal on the wall", text: "Comments" },
    ],
    [
      "an aggregator that repeats the title as text",
      "same-address",
      { url: home },
      { ...planet, url: home, text: "A walk along the harbour wall  walks.example" },
    ],
    [
      "a redirector with the original beside it",
      "same-address",
      { url: home },
      { ...planet, url: "http://feedproxy.google.com/~r/w/~3/x/", origLink: home },
    ],
    [
      "a canonical link",
      "same-address",
      { url: home },
      { ...planet, url: "https://planet.example/1", canonicalUrl: home },
    ],
    [
      "one article number under two slugs",
      "same-article-number",
      { url: "https://news.example/a/1234567/harbour" },
      { url: "https://news.example/b/1234567/harbour-wall-walk" },
    ],
    [
      "a named original",
      "named-original",
      { url: home },
      {
        ...planet,
        url: "https://planet.example/1",
        published: at(90),
        text: `<p>Originally published at <a href="${home}">Walks</a>.</p>${orchardText}`,
      },
    ],
    [
      "a planet that names the feed",
      "republished-from",
      { url: home, text: "" },
      {
        ...planet,
        url: "https://planet.example/1",
        text: "",
        origin: { id: null, title: "Walks", url: "https://walks.example/feed.xml" },
      },
    ],
    [
      "title and text in two papers",
      "same-text",
      { url: home },
      { ...planet, url: "https://planet.example/1", published: at(40) },
    ],
    [
      "a title with the author in front",
      "same-text",
      { url: home, authors: [{ name: "Jo Doe", email: null, url: null }] },
      {
        ...planet,
        url: "https://planet.example/1",
        title: "Jo Doe: A walk along the harbour wall",
      },
    ],
    [
      "a title with the site behind",
      "same-text",
      { url: home },
      {
        ...planet,
        url: "https://planet.example/1",
        title: "A walk along the harbour wall | Walks",
      },
    ],
    [
      "an edited headline over the same text",
      "same-text",
      { url: home },
      { ...planet, url: "https://planet.example/1", title: "A long walk along the old wall" },
    ],
    [
      "a credit line",
      "credit-line",
      { url: home },
      {
        ...planet,
        url: "https://planet.example/1",
        title: "Stones, lamps and a seal",
        text: `<p>By Jo Doe of Walks. ${words(harbourText).slice(0, 180)}</p>`,
      },
    ],
    [
      "an excerpt under another headline",
      "same-opening",
      { url: home, text: harbourText + longText(300) },
      {
        ...planet,
        url: "https://planet.example/1",
        title: "Harbour news today",
        text: words(harbourText),
      },
    ],
    [
      "posted again with -2",
      "moved",
      { id: "tag:a,2024:1", url: home },
      { id: "tag:a,2024:2", url: `${home}-2`, published: at(1) },
    ],
    [
      "a blog that changed its addresses",
      "moved",
      { id: "tag:a,2024:1", url: home, text: longText(200) },
      { id: "tag:a,2024:2", url: "https://walks.example/harbour-wall/", text: longText(200) },
    ],
    [
      "one article in two feeds of a site, its addresses told apart by a parameter",
      "moved",
      { feed: "https://walks.example/all.xml", url: "https://walks.example/?page=9&item=2" },
      { feed: "https://walks.example/sea.xml", url: "https://walks.example/?page=9&cat=sea" },
    ],
    [
      "an old article put on top under a new date",
      "moved",
      { id: "tag:a,2024:1", url: home, text: longText(200) },
      {
        id: "tag:a,2024:2",
        url: "https://walks.example/2024/03/15/harbour-wall",
        text: longText(200),
        published: at(24 * 14),
      },
    ],
    [
      "hyphens in every syllable",
      "same-text",
      { url: home },
      {
        ...planet,
        url: "https://planet.example/1",
        text: harbourText.replace(/(\w{3})(\w{3})/g, "$1\u00ad$2"),
      },
    ],
  ];
  it.each(cases)("%s: %s", (_, reason, a, b) => {
    expect(decide(features(a), features(b))).toMatchObject({ same: true, reason });
  });
});

describe("refusals", () => {
  const cases: readonly (readonly [rule: string, reason: string, a: Sketch, b: Sketch])[] = [
    [
      "a comment on the post",
      "comment",
      { url: home },
      { url: `${home}#comment-12`, title: "Jo on A walk along the harbour wall" },
    ],
    [
      "an answer by mail",
      "comment",
      { id: "m1@list.example" },
      { id: "m2@list.example", title: "Re: A walk along the harbour wall" },
    ],
    [
      "a comment feed",
      "comment",
      { url: home },
      { feed: "https://walks.example/comments/feed/", url: home },
    ],
    [
      "a link post with words of its own",
      "link-post",
      { url: home, text: "<p>The tide was out when we started, and the stones lay dry.</p>" },
      {
        ...planet,
        url: home,
        text: `<p>Read this before your next holiday by the sea; I did not, and paid for it with a pair of shoes and most of my patience for lighthouses.</p><blockquote>The tide was out when we started, and the stones lay dry.</blockquote>`,
      },
    ],
    [
      "two episodes with one set of notes",
      "other-media",
      {
        url: "https://show.example/s",
        enclosures: [{ url: "https://cdn.example/1.mp3", type: "audio/mpeg", length: null }],
      },
      {
        url: "https://show.example/s",
        enclosures: [{ url: "https://cdn.example/2.mp3", type: "audio/mpeg", length: null }],
      },
    ],
    [
      "an article and a clip",
      "article-and-video",
      { url: home },
      { ...planet, url: "https://www.youtube.com/watch?v=abcdefghijk" },
    ],
    [
      "two releases",
      "other-number",
      { title: "Lamplight v1.2.3" },
      { ...planet, title: "Lamplight v1.2.4" },
    ],
    [
      "two advisories",
      "other-number",
      { title: "CVE-2024-1234: image parser hole" },
      { ...planet, title: "CVE-2024-1235: image parser hole" },
    ],
    [
      "parts of a series",
      "other-number",
      { title: "A walk along the wall, part I" },
      { title: "A walk along the wall, part II" },
    ],
    [
      "a second part across sources",
      "other-number",
      { title: "A walk along the wall" },
      { ...planet, title: "A walk along the wall, part 2" },
    ],
    [
      "two weekdays",
      "other-number",
      { title: "Harbour report for Monday" },
      { ...planet, title: "Harbour report for Tuesday" },
    ],
    [
      "two months",
      "other-number",
      { title: "Harbour report, May" },
      { ...planet, title: "Harbour report, June" },
    ],
    [
      "a reply in another blog",
      "other-kind",
      { url: home },
      { ...planet, title: "A reply to A walk along the harbour wall" },
    ],
    [
      "a gallery",
      "other-kind",
      { url: home },
      { ...planet, title: "A walk along the harbour wall – in pictures" },
    ],
    [
      "one page for two events",
      "shared-page",
      { id: "g1", url: home },
      { id: "g2", url: home, title: "Pears in the shed", text: orchardText },
    ],
    [
      "two cinemas and one film page",
      "shared-page",
      { url: "https://film.example/seal" },
      { ...planet, url: "https://film.example/seal", text: orchardText },
    ],
    [
      "a guid on every item",
      "shared-page",
      { id: "rss-item", url: home },
      { id: "rss-item", url: "https://walks.example/pears", title: "Pears", text: orchardText },
    ],
    [
      "a counted guid of two feeds",
      "nothing-in-common",
      { id: "12" },
      { ...planet, id: "12", title: "Pears in the shed", text: orchardText },
    ],
    [
      "a standing title",
      "generic-title",
      { title: "Status update" },
      { ...planet, title: "Status update", text: orchardText },
    ],
    ["equal headlines of two newsrooms", "other-text", {}, { ...planet, text: orchardText }],
    ["equal texts a season apart", "other-day", {}, { ...planet, published: at(24 * 90) }],
    [
      "a standing summary",
      "other-title",
      { title: "Five things on the pier" },
      { ...planet, title: "Where pears go" },
    ],
    [
      "a daily post with a standing text",
      "same-source",
      { id: "tag:a,2024:1", url: "https://walks.example/d/1" },
      { id: "tag:a,2024:2", url: "https://walks.example/d/2", published: at(24) },
    ],
    [
      "two incidents of one day",
      "same-source",
      { id: "tag:a,2024:1", url: "https://status.example/i/4aec23", title: "Degraded performance" },
      {
        id: "tag:a,2024:2",
        url: "https://status.example/i/a517d2",
        title: "Degraded performance",
        published: at(3),
      },
    ],
    [
      "one version of two projects on one host",
      "same-source",
      {
        feed: "https://git.example/a/x.atom",
        url: "https://git.example/a/x/v1.4.0",
        title: "v1.4.0",
      },
      {
        feed: "https://git.example/b/y.atom",
        url: "https://git.example/b/y/v1.4.0",
        title: "v1.4.0",
      },
    ],
    [
      "posts with one title prefix and one summary",
      "other-title",
      { url: "https://a.example/memory-one", title: "When lamps fail: The harbour" },
      { url: "https://a.example/memory-two", title: "When lamps fail: A field guide to repairs" },
    ],
  ];
  it.each(cases)("%s: %s", (_, reason, a, b) => {
    expect(decide(features(a), features(b))).toMatchObject({ same: false, reason });
  });
});

it("the order of the two does not count", () => {
  const sketch = fc.record({
    feed: fc.constantFrom("https://a.example/feed", "https://b.example/feed"),
    id: fc.constantFrom(null, "1", "tag:a,2024:1", "tag:a,2024:2"),
    url: fc.constantFrom(
      null,
      "https://a.example/",
      home,
      `${home}-2`,
      "https://b.example/1234567",
    ),
    title: fc.constantFrom(
      null,
      "Status update",
      "A walk along the harbour wall",
      "A walk along the harbour wall, part 2",
      "Re: wall",
    ),
    text: fc.constantFrom(
      "",
      "Comments",
      harbourText,
      orchardText,
      `<blockquote>${words(harbourText)}</blockquote>${orchardText}`,
    ),
    published: fc.constantFrom(null, at(0), at(1), at(100)),
  });
  fc.assert(
    fc.property(sketch, sketch, (a, b) => {
      const [forward, backward] = [
        decide(features(a), features(b)),
        decide(features(b), features(a)),
      ];
      expect([backward.same, backward.reason]).toEqual([forward.same, forward.reason]);
    }),
  );
});

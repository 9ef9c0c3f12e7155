import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Post } from "../../src/model/post.ts";
import type { FeedView } from "../../src/publish/feed-view.ts";
import { renderAtom } from "../../src/publish/render-atom.ts";
import { renderJson } from "../../src/publish/render-json.ts";
import { renderRss } from "../../src/publish/render-rss.ts";
import { childrenOf, readXml, textOf, type ReadElement } from "./read-back.ts";
import { samplePost, sampleView } from "./samples.ts";

const jsonFeed = z.looseObject({ items: z.array(z.record(z.string(), z.unknown())) });

function readJson(view: FeedView): z.infer<typeof jsonFeed> {
  return jsonFeed.parse(JSON.parse(renderJson(view)));
}

function atomEntries(...posts: readonly Post[]): readonly ReadElement[] {
  return childrenOf(readXml(renderAtom(sampleView(posts))), "entry");
}

function atomEntry(over: Partial<Post> = {}): ReadElement {
  const [entry] = atomEntries(samplePost(over));
  if (entry === undefined) throw new Error("no entry");
  return entry;
}

function rssItem(over: Partial<Post> = {}): ReadElement {
  const [channel] = readXml(renderRss(sampleView([samplePost(over)]))).children;
  const [item] = channel === undefined ? [] : childrenOf(channel, "item");
  if (item === undefined) throw new Error("no item");
  return item;
}

function jsonItem(over: Partial<Post> = {}): Readonly<Record<string, unknown>> {
  return readJson(sampleView([samplePost(over)])).items[0] ?? {};
}

const attacks = {
  "two CDATA ends": "if (a[b[0]]>3 && c[d[1]]>4) {}",
  "a forged entry":
    "a]]> b]]></content></entry><entry><id>https://bank.example/1</id><title>Forged</title></entry>",
  "a forged item": "]]>x]]></content:encoded></item><item><title>Forged</title></item>",
  "an end of the feed": "</feed></rss>",
  entities: "AT&amp;T &lt;b&gt; &#x3c; & <",
  "control characters": "a\0b\u0001c\u000bd\ufffe\ud83de",
} as const;

describe("whatever a post says", () => {
  it.each(Object.entries(attacks))("stays one post in every format: %s", (_, attack) => {
    const post = samplePost({
      title: attack,
      summary: attack,
      contentHtml: attack,
      authors: [attack],
      categories: [attack],
    });
    const view = sampleView([post, samplePost({ id: "urn:second" })]);
    const [channel] = readXml(renderRss(view)).children;
    expect(childrenOf(readXml(renderAtom(view)), "entry")).toHaveLength(2);
    expect(channel && childrenOf(channel, "item")).toHaveLength(2);
    expect(readJson(view).items).toHaveLength(2);
  });

  it.each(Object.entries(attacks))("reads back as the same title: %s", (_, title) => {
    const clean = samplePost({ title }).title;
    expect(textOf(atomEntry({ title }), "title")).toBe(clean);
    expect(textOf(rssItem({ title }), "title")).toBe(clean);
    expect(jsonItem({ title })["title"]).toBe(clean);
  });

  it("keeps a title that shows markup as text, not one level of escaping less", () => {
    const title = "How to write &amp; and <b> in HTML";
    expect(textOf(atomEntry({ title }), "title")).toBe(title);
    expect(textOf(rssItem({ title }), "title")).toBe(title);
  });
});

describe("an id", () => {
  it.each([
    "tag:a.example,2005:/post/1",
    "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
    "HTTP://A.Example:80/x/../1",
    "http://a.example",
    "http://a.example/?a=1&b=2",
    "https://exämple.example/ü",
  ])("is not changed by a byte: %s", (id) => {
    expect(textOf(atomEntry({ id }), "id")).toBe(id);
    expect(textOf(rssItem({ id }), "guid")).toBe(id);
    expect(jsonItem({ id })["id"]).toBe(id);
  });

  it("becomes a valid one where its characters are not", () => {
    expect(textOf(atomEntry({ id: "http://a.example/{x} y" }), "id")).toBe(
      "http://a.example/%7Bx%7D%20y",
    );
    expect(textOf(atomEntry({ id: "12345" }), "id")).toBe("tag:feedloom,2026:12345");
  });

  it("is a permanent link in RSS only where it is the post's address", () => {
    const isPermaLink = (over: Partial<Post>): string | undefined =>
      childrenOf(rssItem(over), "guid")[0]?.attributes["isPermaLink"];
    expect(isPermaLink({})).toBe("true");
    expect(isPermaLink({ id: "https://a.example/?p=1" })).toBe("false");
  });

  it("stands once in a feed", () => {
    expect(atomEntries(samplePost(), samplePost({ title: "Again" }))).toHaveLength(1);
  });
});

describe("an address", () => {
  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "/relative",
    "mailto:a@b.example",
    "not a url",
  ])("that is not http(s) is not published: %s", (url) => {
    expect(childrenOf(atomEntry({ url }), "link")).toEqual([]);
    expect(childrenOf(rssItem({ url }), "link")).toEqual([]);
    expect(jsonItem({ url })).not.toHaveProperty("url");
  });

  it("loses its userinfo and gains the escapes RFC 3986 wants", () => {
    expect(samplePost({ url: "https://u:secret@a.example/a b|c[d]/100%?x=^#a#b" }).url).toBe(
      "https://a.example/a%20b%7Cc%5Bd%5D/100%25?x=%5E#a%23b",
    );
  });

  it("missing, leaves an entry with content, as RFC 4287 4.1.2 wants", () => {
    const entry = atomEntry({ url: null, contentHtml: null });
    expect(textOf(entry, "content")).toBe("Hello there.");
  });
});

describe("Atom", () => {
  it("says where a post comes from", () => {
    const source = childrenOf(
      atomEntry({ source: { ...samplePost().source, rights: "CC BY" } }),
      "source",
    )[0];
    expect(
      source && [textOf(source, "id"), textOf(source, "title"), textOf(source, "rights")],
    ).toEqual(["tag:a.example,2026:feed", "Blog A", "CC BY"]);
    expect(source && childrenOf(source, "link").map(({ attributes }) => attributes)).toEqual([
      { rel: "self", href: "https://a.example/feed.xml" },
      { rel: "alternate", href: "https://a.example/" },
    ]);
  });

  it("gives both dates, each author, and the summary as text", () => {
    const entry = atomEntry({ authors: ["Ann", "Bo & Co"] });
    expect(textOf(entry, "published")).toBe("2026-01-15T12:00:00.000Z");
    expect(textOf(entry, "updated")).toBe("2026-01-16T12:00:00.000Z");
    expect(childrenOf(entry, "author").map((author) => textOf(author, "name"))).toEqual([
      "Ann",
      "Bo & Co",
    ]);
    expect(childrenOf(entry, "summary")[0]?.attributes["type"]).toBe("text");
  });

  it("links enclosures with their own types, the cover among them, and copies as related", () => {
    const entry = atomEntry({
      coverUrl: "https://a.example/cover.jpg",
      enclosures: [{ url: "https://a.example/download/42", type: "audio/mpeg", length: 1234 }],
      copies: [
        {
          title: "A post",
          url: "https://b.example/copy",
          source: samplePost().source,
          reason: "url",
        },
      ],
    });
    expect(childrenOf(entry, "link").map(({ attributes }) => attributes)).toEqual([
      { rel: "alternate", href: "https://a.example/post/1" },
      { rel: "related", href: "https://b.example/copy", title: "Blog A" },
      { rel: "enclosure", type: "image/jpeg", href: "https://a.example/cover.jpg" },
      {
        rel: "enclosure",
        type: "audio/mpeg",
        length: "1234",
        href: "https://a.example/download/42",
      },
    ]);
    expect(childrenOf(entry, "media:thumbnail")[0]?.attributes["url"]).toBe(
      "https://a.example/cover.jpg",
    );
  });

  it("names its language, itself, its hub, and its page last", () => {
    const feed = readXml(
      renderAtom(sampleView([samplePost()], { hub: "https://hub.example/?a&b" })),
    );
    expect(feed.attributes["xml:lang"]).toBe("en");
    const links = childrenOf(feed, "link").map(({ attributes }) => attributes);
    expect(links.map(({ rel, href }) => [rel, href])).toEqual([
      ["self", "https://planet.example/atom.xml"],
      ["hub", "https://hub.example/?a&b"],
      ["alternate", "https://planet.example/"],
    ]);
  });

  it("marks the language of a post that has another one", () => {
    expect(atomEntry({ language: "de_AT" }).attributes["xml:lang"]).toBe("de-AT");
    expect(atomEntry({ language: "english please" }).attributes).toEqual({});
  });

  it("is updated when its newest post was, whatever the clock says", () => {
    const feed = readXml(renderAtom(sampleView([samplePost()])));
    expect(textOf(feed, "updated")).toBe("2026-01-16T12:00:00.000Z");
  });
});

describe("RSS", () => {
  it("names authors by dc:creator and the source with its address", () => {
    const item = rssItem({ authors: ["Ann", "Bo"] });
    expect(childrenOf(item, "dc:creator").map(({ text }) => text)).toEqual(["Ann", "Bo"]);
    expect(childrenOf(item, "author")).toEqual([]);
    expect(childrenOf(item, "source")[0]).toMatchObject({
      text: "Blog A",
      attributes: { url: "https://a.example/feed.xml" },
    });
  });

  it("has one enclosure with type and length, and all media as media:content", () => {
    const item = rssItem({
      coverUrl: "https://a.example/c.png?a=1&b=2",
      enclosures: [
        { url: "https://a.example/1.mp3", type: null, length: null },
        { url: "https://a.example/2.mp3", type: "audio/mpeg", length: 5 },
      ],
    });
    expect(childrenOf(item, "enclosure").map(({ attributes }) => attributes)).toEqual([
      { url: "https://a.example/1.mp3", length: "0", type: "audio/mpeg" },
    ]);
    expect(childrenOf(item, "media:content").map(({ attributes }) => attributes["url"])).toEqual([
      "https://a.example/c.png?a=1&b=2",
      "https://a.example/1.mp3",
      "https://a.example/2.mp3",
    ]);
  });

  it("escapes the plain summary for a description, which is HTML", () => {
    expect(textOf(rssItem({ summary: "a < b & c" }), "description")).toBe("a &lt; b &amp; c");
  });
});

describe("JSON Feed", () => {
  it("is version 1.1 with authors, tags, attachments and the source", () => {
    const feed = readJson(sampleView([samplePost()]));
    expect(feed["version"]).toBe("https://jsonfeed.org/version/1.1");
    const item = jsonItem({
      enclosures: [{ url: "https://a.example/x", type: null, length: 7 }],
      coverUrl: "https://a.example/c.png",
    });
    expect(item).toMatchObject({
      authors: [{ name: "Ann" }],
      tags: ["News"],
      image: "https://a.example/c.png",
      language: "en",
      attachments: [
        { url: "https://a.example/x", mime_type: "application/octet-stream", size_in_bytes: 7 },
      ],
      _feedloom: { source: { title: "Blog A" }, reading_minutes: 1, copies: [] },
    });
    expect(item).not.toHaveProperty("author");
  });

  it("carries the summary as text where there is no content", () => {
    const item = jsonItem({ contentHtml: null });
    expect(item["content_text"]).toBe("Hello there.");
    expect(item).not.toHaveProperty("content_html");
  });
});

describe("a feed without posts", () => {
  const view = sampleView([]);

  it("is whole and says so in every format", () => {
    const [channel] = readXml(renderRss(view)).children;
    expect(textOf(readXml(renderAtom(view)), "subtitle")).toBe("No posts yet.");
    expect(channel && textOf(channel, "description")).toBe("No posts yet.");
    expect(readJson(view)).toMatchObject({ items: [], description: "No posts yet." });
  });
});

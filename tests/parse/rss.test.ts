import { describe, expect, test } from "vitest";
import { onlyEntry, read, rss, rssEntry } from "./reading.ts";

describe("RSS in its versions", () => {
  const item = "<item><title>One</title><link>https://example.org/1</link></item>";

  test.each([
    ["2.0", `<rss version="2.0"><channel><title>F</title>${item}</channel></rss>`],
    ["0.91", `<rss version="0.91"><channel><title>F</title>${item}</channel></rss>`],
    ["no version", `<rss><channel><title>F</title>${item}</channel></rss>`],
    ["an invented version", `<rss version="7"><channel><title>F</title>${item}</channel></rss>`],
    [
      "upper case",
      `<RSS VERSION="2.0"><CHANNEL><TITLE>F</TITLE>${item.toUpperCase().replace("ONE", "One").replace("HTTPS://EXAMPLE.ORG", "https://example.org")}</CHANNEL></RSS>`,
    ],
    [
      "any prefix",
      `<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:title>F</r:title><r:item><r:title>One</r:title><r:link>https://example.org/1</r:link></r:item></r:channel></r:rss>`,
    ],
    [
      "an unknown default namespace",
      `<rss xmlns="http://example.org/ours"><channel><title>F</title>${item}</channel></rss>`,
    ],
    [
      "items beside the channel",
      `<rss version="2.0"><channel><title>F</title></channel>${item}</rss>`,
    ],
    ["no root", `<channel><title>F</title>${item}</channel>`],
  ])("%s", (_what, document) => {
    const { feed, entries } = read(document);
    expect(feed).toMatchObject({ format: "rss", title: "F" });
    expect(entries).toMatchObject([
      { title: { value: "One", type: "html" }, url: "https://example.org/1" },
    ]);
  });

  test("RSS 1.0: rdf:about is the id, dc fields are read", () => {
    const { feed, entries } = read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://example.org/"><title>F</title><d:language>fr</d:language></channel>
      <item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link>
      <d:creator>Ann</d:creator><d:date>2020-01-01T10:00:00+02:00</d:date><d:subject>news</d:subject></item></rdf:RDF>`);
    expect(feed).toMatchObject({ format: "rdf", title: "F", language: "fr" });
    expect(entries).toMatchObject([
      {
        id: "https://example.org/1",
        published: "2020-01-01T08:00:00.000Z",
        authors: [{ name: "Ann" }],
        categories: ["news"],
      },
    ]);
  });

  test("CDF keeps its addresses and dates in attributes", () => {
    const { feed, entries } = read(`<CHANNEL HREF="https://example.org/"><TITLE>F</TITLE>
      <ITEM HREF="/1" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>One</TITLE><ABSTRACT>Short</ABSTRACT></ITEM></CHANNEL>`);
    expect(feed).toMatchObject({ format: "cdf", title: "F", link: "https://example.org/" });
    expect(entries).toMatchObject([
      {
        url: "https://example.org/1",
        updated: "2004-04-07T04:05:43.000Z",
        summary: { value: "Short" },
      },
    ]);
  });
});

describe("the address of an RSS item", () => {
  test.each([
    [
      "its link",
      "<guid>https://example.org/g</guid><link>/a b</link>",
      "https://example.org/a%20b",
    ],
    [
      "its link escaped twice",
      "<link>https://example.org/?a=1&amp;amp;b=2</link>",
      "https://example.org/?a=1&b=2",
    ],
    [
      "the link before atom:link",
      '<atom:link href="/atom"/><link>/rss</link>',
      "https://example.org/rss",
    ],
    ["atom:link where there is no other", '<atom:link href="/atom"/>', "https://example.org/atom"],
    ["a guid that is an address", "<guid>https://example.org/g</guid>", "https://example.org/g"],
    [
      "no guid that says it is none",
      '<guid isPermaLink="false">https://example.org/g</guid>',
      null,
    ],
    ["no guid that is no address", "<guid>item-7</guid>", null],
    ["no address that runs code", "<link>javascript:alert(1)</link>", null],
  ])("%s", (_what, fields, url) => {
    expect(rssEntry(fields).url).toBe(url);
  });

  test("a redirector's original address, comments and origin are kept apart", () => {
    const entry = rssEntry(`<link>https://proxy.example/1</link><comments>/1#c</comments>
      <feedburner:origLink>https://example.org/1</feedburner:origLink>
      <source url="https://other.example/feed">Other &amp; co</source>`);
    expect(entry).toMatchObject({
      origLink: "https://example.org/1",
      commentsUrl: "https://example.org/1#c",
      origin: { title: "Other & co", url: "https://other.example/feed" },
    });
  });
});

describe("titles, summaries and contents of RSS items", () => {
  test("are HTML, undone from XML once", () => {
    expect(rssEntry("<title>AT&amp;amp;T</title>").title).toEqual({
      value: "AT&amp;T",
      type: "html",
    });
  });

  test("description is the summary, content:encoded the content, in whatever order and with any prefix", () => {
    const entry = rssEntry(
      '<c:encoded xmlns:c="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>Long</p>]]></c:encoded><description>Short</description>',
    );
    expect(entry).toMatchObject({
      summary: { value: "Short" },
      content: { value: "<p>Long</p>", type: "html" },
    });
  });

  test("unescaped HTML keeps its order", () => {
    const entry = rssEntry(
      "<description>one <b>two</b> three<br>four <a href='/x'>five</a></description>",
    );
    expect(entry.summary?.value).toBe('one <b>two</b> three<br>four <a href="/x">five</a>');
  });

  test("an XHTML body is the content", () => {
    const entry = rssEntry("<xhtml:body><xhtml:p>1 &lt; 2</xhtml:p></xhtml:body>");
    expect(entry.content).toEqual({ value: "<p>1 &lt; 2</p>", type: "html" });
  });

  test("a title of an image or of a media file is not the item's", () => {
    const entry = rssEntry(
      "<media:title>Photo</media:title><image><title>Logo</title></image><title>One</title>",
    );
    expect(entry.title?.value).toBe("One");
  });

  test("a video described inside its media:group has that title and summary", () => {
    const entry = rssEntry(
      "<media:group><media:title>Clip</media:title><media:description>1 &lt; 2</media:description></media:group>",
    );
    expect(entry).toMatchObject({
      title: { value: "Clip" },
      summary: { value: "1 < 2", type: "text" },
    });
  });
});

describe("who wrote it", () => {
  test.each([
    ["ann@example.org (Ann Lee)", { name: "Ann Lee", email: "ann@example.org" }],
    ["Ann Lee &lt;ann@example.org&gt;", { name: "Ann Lee", email: "ann@example.org" }],
    ["Ann Lee (ann@example.org)", { name: "Ann Lee", email: "ann@example.org" }],
    ["mailto:ann@example.org", { name: null, email: "ann@example.org" }],
    ["Ann &amp;amp; Bob", { name: "Ann & Bob", email: null }],
    ["@ann", { name: "@ann", email: null }],
  ])("%s", (written, person) => {
    expect(rssEntry(`<author>${written}</author>`).authors).toEqual([{ ...person, url: null }]);
  });

  test("several places and people are all kept, each once", () => {
    const entry = rssEntry(
      "<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator><itunes:author>ann</itunes:author>",
    );
    expect(entry.authors.map((person) => person.name)).toEqual(["Ann", "Bob"]);
  });

  test("an item without authors has the feed's", () => {
    const { entries } = read(
      rss("<managingEditor>ed@example.org (Ed)</managingEditor><item><title>x</title></item>"),
    );
    expect(entries[0]?.authors).toEqual([{ name: "Ed", email: "ed@example.org", url: null }]);
  });
});

describe("dates, categories, media", () => {
  test("an unreadable date never harms the item, and the next place is asked", () => {
    const entry = rssEntry("<title>x</title><pubDate>soon</pubDate><dc:date>2020-01-02</dc:date>");
    expect(entry).toMatchObject({
      title: { value: "x" },
      published: "2020-01-02T00:00:00.000Z",
      updated: null,
    });
  });

  test("published and updated are kept apart", () => {
    const entry = rssEntry(
      "<pubDate>Wed, 01 Jan 2020 00:00:00 GMT</pubDate><dcterms:modified>2020-05-05</dcterms:modified>",
    );
    expect(entry).toMatchObject({
      published: "2020-01-01T00:00:00.000Z",
      updated: "2020-05-05T00:00:00.000Z",
    });
  });

  test("categories come from every place, each once", () => {
    const entry =
      rssEntry(`<category>one</category><category><![CDATA[R&D]]></category><dc:subject>one</dc:subject>
      <itunes:category text="Arts"><itunes:category text="Books"/></itunes:category><itunes:keywords>a, b</itunes:keywords>`);
    expect(entry.categories).toEqual(["one", "R&D", "Arts", "Books", "a", "b"]);
  });

  test("a category escaped twice is undone, but never into markup", () => {
    const entry = rssEntry("<category>R&amp;amp;D</category><category>&amp;lt;b></category>");
    expect(entry.categories).toEqual(["R&D", "&lt;b>"]);
  });

  test("enclosures: all of them, with type and length where they say something", () => {
    const entry = rssEntry(
      '<enclosure url="/a.mp3" length="12" type="audio/mpeg"/><enclosure url="/b.ogg" length="?"/>',
    );
    expect(entry.enclosures).toEqual([
      { url: "https://example.org/a.mp3", type: "audio/mpeg", length: 12 },
      { url: "https://example.org/b.ogg", type: null, length: null },
    ]);
  });

  test("images are named with their place, in groups too; films are enclosures", () => {
    const entry =
      rssEntry(`<media:group><media:content url="/film.mp4" type="video/mp4"><media:thumbnail url="/t.jpg" width="80"/>
      </media:content><media:content url="/p.jpg" medium="image"/></media:group><itunes:image href="/i.jpg"/>
      <enclosure url="/e.png" type="image/png"/>`);
    expect(entry.images.map(({ url, place }) => [url, place])).toEqual([
      ["https://example.org/t.jpg", "media:thumbnail"],
      ["https://example.org/p.jpg", "media:content"],
      ["https://example.org/e.png", "enclosure"],
      ["https://example.org/i.jpg", "itunes:image"],
    ]);
    expect(entry.images[0]?.width).toBe(80);
    expect(entry.enclosures.map(({ url }) => url)).toContain("https://example.org/film.mp4");
  });
});

describe("the channel", () => {
  test("says who it is and when it wants to be asked", () => {
    const { feed } =
      read(`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
      <channel><title>A &amp;amp; B</title><link>/</link><description>Sub</description><language>en_GB</language>
      <image><title>Logo</title><link>/logo</link><url>/logo.png</url></image><copyright>ours</copyright>
      <atom:link rel="self" href="feed.xml"/><atom:link rel="hub" href="https://hub.example/"/>
      <lastBuildDate>Wed, 01 Jan 2020 00:00:00 GMT</lastBuildDate><ttl>60</ttl>
      <skipHours><hour>24</hour><hour>5</hour><hour>x</hour></skipHours><skipDays><day>Sunday</day></skipDays>
      <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel></rss>`);
    expect(feed).toEqual({
      format: "rss",
      id: null,
      title: "A & B",
      subtitle: "Sub",
      link: "https://example.org/",
      selfUrl: "https://example.org/feeds/feed.xml",
      hubUrls: ["https://hub.example/"],
      language: "en-GB",
      updated: "2020-01-01T00:00:00.000Z",
      rights: "ours",
      authors: [],
      imageUrl: "https://example.org/logo.png",
      hints: { ttlMinutes: 60, skipHours: [0, 5], skipDays: [0], updateEveryMs: 43_200_000 },
    });
  });

  test("a ttl of more digits than a number can hold asks for a long time all the same", () => {
    const { feed } = read(rss(`<ttl>${"9".repeat(400)}</ttl>`));
    expect(feed.hints.ttlMinutes).toBe(999_999_999);
  });

  test("xml:base moves every relative address", () => {
    const document =
      '<rss xml:base="https://base.example/a/"><channel><item><link>1</link><description>d</description></item></channel></rss>';
    expect(onlyEntry(document)).toMatchObject({
      url: "https://base.example/a/1",
      baseUrl: "https://base.example/a/",
    });
  });

  test("entries keep the document's order", () => {
    const { entries } = read(
      rss("<item><guid>b</guid></item><item><guid>a</guid></item><item><guid>c</guid></item>"),
    );
    expect(entries.map(({ id }) => id)).toEqual(["b", "a", "c"]);
  });
});

import { describe, expect, test } from "vitest";
import { atom, atomEntry, onlyEntry, read } from "./reading.ts";

describe("text constructs keep their types apart", () => {
  test.each([
    ["no type is text", "<title>AT&amp;T &lt;3</title>", { value: "AT&T <3", type: "text" }],
    [
      "html is undone once",
      '<title type="html">AT&amp;amp;T</title>',
      { value: "AT&amp;T", type: "html" },
    ],
    [
      "CDATA is escaping",
      '<title type="html"><![CDATA[<b>x</b>]]></title>',
      { value: "<b>x</b>", type: "html" },
    ],
    [
      "xhtml is its markup in order",
      '<title type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">a <x:em>&lt;</x:em> b</x:div></title>',
      { value: "<div>a <em>&lt;</em> b</div>", type: "html" },
    ],
    [
      "0.3 base64",
      '<title mode="base64" type="text/html">PGI+eDwvYj4=</title>',
      { value: "<b>x</b>", type: "html" },
    ],
    [
      "0.3 escaped",
      '<title mode="escaped" type="text/html">&lt;b>x&lt;/b></title>',
      { value: "<b>x</b>", type: "html" },
    ],
    [
      "0.3 xml",
      '<title mode="xml" type="application/xhtml+xml"><b>x</b></title>',
      { value: "<b>x</b>", type: "html" },
    ],
  ])("%s", (_what, fields, text) => {
    expect(atomEntry(fields).title).toEqual(text);
  });

  test("content that is no text is no content", () => {
    expect(atomEntry('<content type="image/png">iVBORw0KGgo/////</content>').content).toBeNull();
  });

  test("summary and content are kept apart in any order", () => {
    const entry = atomEntry(
      '<content type="html">&lt;p>Long&lt;/p></content><summary>Short</summary>',
    );
    expect(entry).toMatchObject({
      summary: { value: "Short", type: "text" },
      content: { value: "<p>Long</p>" },
    });
  });
});

describe("links", () => {
  const iana = "http://www.iana.org/assignments/relation/";

  test.each([
    [
      "no relation means alternate",
      '<link rel="self" href="/s"/><link href="/a"/>',
      "https://example.org/a",
    ],
    [
      "a page before other types",
      '<link type="application/json" href="/j"/><link type="text/html" href="/a"/>',
      "https://example.org/a",
    ],
    [
      "relations by IANA's URIs",
      `<link rel="${iana}self" href="/s"/><link rel="${iana}alternate" href="/a"/>`,
      "https://example.org/a",
    ],
    [
      "the exact spelling first",
      '<link rel="ALTERNATE" href="/b"/><link rel="alternate" href="/a"/>',
      "https://example.org/a",
    ],
    [
      "text where href is missing",
      '<link rel="enclosure">/e</link><link rel="alternate">/a</link>',
      "https://example.org/a",
    ],
    ["an id that is an address", "<id>https://example.org/a</id>", "https://example.org/a"],
    ["none", '<link/><link rel="self" href="/s"/><id>urn:x</id>', null],
  ])("%s", (_what, fields, url) => {
    expect(atomEntry(fields).url).toBe(url);
  });

  test("enclosures, canonical and replies are links too", () => {
    const entry = atomEntry(`<link rel="enclosure" href="/a.mp3" type="audio/mpeg" length="9"/>
      <link rel="canonical" href="/c"/><link rel="replies" href="/r"/>`);
    expect(entry).toMatchObject({
      enclosures: [{ url: "https://example.org/a.mp3", type: "audio/mpeg", length: 9 }],
      canonicalUrl: "https://example.org/c",
      commentsUrl: "https://example.org/r",
    });
  });
});

describe("xml:base and xml:lang reach down", () => {
  test("from the feed over the entry to the content", () => {
    const entry =
      onlyEntry(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/" xml:lang="en_US">
      <entry xml:base="b/" xml:lang="de"><link href="1"/><content type="html" xml:base="c/">x</content></entry></feed>`);
    expect(entry).toMatchObject({
      url: "https://base.example/a/b/1",
      baseUrl: "https://base.example/a/b/c/",
      language: "de",
    });
  });

  test("a base inside XHTML is settled in place", () => {
    const entry = atomEntry(
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml" xml:base="https://base.example/"><a href="x">y</a></div></content>',
    );
    expect(entry.content?.value).toBe('<div><a href="https://base.example/x">y</a></div>');
  });

  test("a base that is no URL is passed over", () => {
    expect(atomEntry('<link href="1"/>', 'xml:base="http://["').url).toBe(
      "https://example.org/feeds/1",
    );
  });
});

describe("the feed and its people", () => {
  test("entries without authors have the feed's; their own come first", () => {
    const { entries } = read(
      atom(`<author><name>Ann</name><email>ann@example.org</email><uri>/ann</uri></author>
      <entry><title>1</title></entry><entry><author><name>Bob</name></author><author><name>Eve</name></author></entry>`),
    );
    expect(entries[0]?.authors).toEqual([
      { name: "Ann", email: "ann@example.org", url: "https://example.org/ann" },
    ]);
    expect(entries[1]?.authors.map(({ name }) => name)).toEqual(["Bob", "Eve"]);
  });

  test("the feed's own fields", () => {
    const { feed } = read(
      atom(
        `<id>urn:feed</id><title type="html">A &amp;lt; B</title><subtitle>Sub</subtitle><logo>/logo.png</logo>
      <link href="/"/><link rel="self" href="/feed"/><link rel="hub" href="https://hub.example/"/>
      <rights>ours</rights><updated>2020-01-01T00:00:00Z</updated>`,
        'xml:lang="fr"',
      ),
    );
    expect(feed).toMatchObject({
      format: "atom",
      id: "urn:feed",
      title: "A < B",
      subtitle: "Sub",
      link: "https://example.org/",
      selfUrl: "https://example.org/feed",
      hubUrls: ["https://hub.example/"],
      language: "fr",
      updated: "2020-01-01T00:00:00.000Z",
      rights: "ours",
      imageUrl: "https://example.org/logo.png",
    });
  });

  test("a feed whose only link is to itself has no site", () => {
    expect(read(atom('<link rel="self" href="/feed"/>')).feed).toMatchObject({ link: null });
  });

  test("ids are not changed by a byte", () => {
    expect(atomEntry("<id>HTTP://Example.org:80/A b?x=1&amp;y=%c3</id>").id).toBe(
      "HTTP://Example.org:80/A b?x=1&y=%c3",
    );
  });

  test("categories by their term, dates apart, the feed an entry came from", () => {
    const entry =
      atomEntry(`<category term="a" label="A"/><category label="B"/><published>2020-01-01</published>
      <updated>2020-02-02</updated><source><id>urn:s</id><title>Src</title><link href="https://s.example/"/></source>`);
    expect(entry).toMatchObject({
      categories: ["a", "B"],
      published: "2020-01-01T00:00:00.000Z",
      updated: "2020-02-02T00:00:00.000Z",
      origin: { id: "urn:s", title: "Src", url: "https://s.example/" },
    });
  });

  test("an update is no publication", () => {
    expect(atomEntry("<updated>2020-02-02</updated>")).toMatchObject({ published: null });
  });
});

describe("Atom in other clothes", () => {
  test.each([
    [
      "0.3",
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>x</title><issued>2020-01-01</issued></entry></feed>',
    ],
    [
      "a prefix",
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>x</a:title><a:published>2020-01-01</a:published></a:entry></a:feed>',
    ],
    [
      "no namespace",
      "<feed><entry><title>x</title><published>2020-01-01</published></entry></feed>",
    ],
    [
      "an unknown namespace",
      '<feed xmlns="urn:ours"><entry><title>x</title><published>2020-01-01</published></entry></feed>',
    ],
    [
      "an entry document",
      '<entry xmlns="http://www.w3.org/2005/Atom"><title>x</title><published>2020-01-01</published></entry>',
    ],
  ])("%s", (_what, document) => {
    expect(read(document).feed.format).toBe("atom");
    expect(onlyEntry(document)).toMatchObject({
      title: { value: "x" },
      published: "2020-01-01T00:00:00.000Z",
    });
  });
});

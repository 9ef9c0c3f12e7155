import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { announcedFeeds } from "../../src/parse/announced-feeds.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";
import { read, refusal, rss } from "./reading.ts";

const one = "<item><title>One</title><guid>g1</guid></item>";
const two = "<item><title>Two</title><guid>g2</guid></item>";
const ids = (document: string): (string | null)[] => read(document).entries.map(({ id }) => id);

describe("junk around a feed does not matter", () => {
  const feed = rss(one + two);

  test.each([
    [
      "a PHP warning before",
      `<br />\n<b>Warning</b>: include() failed in <b>x.php</b><br>\n<p>${feed}`,
    ],
    ["text before", `Notice: session\n${feed}`],
    ["a script after", `${feed}<!-- cached --><script>var x = "<item>";</script>`],
    ["zeros after", `${feed}\u0000\u0000`],
    ["a comment before the declaration", `<!-- made by hand -->${feed}`],
    ["a document type with entities", `<!DOCTYPE rss [<!ENTITY eacute "&#233;">]>${feed}`],
  ])("%s", (_what, document) => {
    expect(ids(document)).toEqual(["g1", "g2"]);
  });
});

describe("a document cut off in the middle keeps all whole entries", () => {
  const whole = rss(one + two);

  test.each([
    ["between the entries", whole.indexOf("<item><title>Two"), ["g1"]],
    ["in a title", whole.indexOf("Two") + 2, ["g1"]],
    ["in a guid: half a guid is another guid", whole.indexOf("g2") + 1, ["g1"]],
    ["after the guid", whole.indexOf("g2") + "g2</guid>".length, ["g1", "g2"]],
    ["in the last end tag", whole.length - 3, ["g1", "g2"]],
  ])("%s", (_where, length, expected) => {
    expect(ids(whole.slice(0, length))).toEqual(expected);
  });

  test("the feed's own fields are kept", () => {
    expect(read(whole.slice(0, whole.indexOf("Two"))).feed.title).toBe("Harbour news");
  });

  test("before the first whole entry it is refused, not taken for an empty feed", () => {
    const error = refusal(() => read(whole.slice(0, whole.indexOf("g1"))));
    expect(error).toMatchObject({ reason: "malformed" });
    expect(error.position?.near).toContain("<guid>");
  });
});

describe("missing end tags", () => {
  test("of a field: the fields after it are not lost", () => {
    const { entries } = read(
      rss("<item><title>One<guid>g1</guid><description>d</description></item>"),
    );
    expect(entries).toMatchObject([{ id: "g1", title: { value: "One" }, summary: { value: "d" } }]);
  });

  test("of the root, with its start tag: entries alone are a feed", () => {
    expect(ids(one + two)).toEqual(["g1", "g2"]);
    expect(ids("<entry><id>e1</id></entry><entry><id>e2</id></entry></feed>")).toEqual([
      "e1",
      "e2",
    ]);
  });

  test("of an item: the next item is not lost", () => {
    expect(ids(rss(`<item><guid>g1</guid>${two}`))).toEqual(["g1", "g2"]);
  });

  test("in pasted HTML: the description ends where its tag does", () => {
    const { entries } = read(
      rss("<item><description><ul><li>a<li>b<img src='x'></description><guid>g</guid></item>"),
    );
    expect(entries).toMatchObject([{ id: "g" }]);
    expect(entries[0]?.summary?.value).toContain("<img");
  });
});

describe("what is no feed is refused with its reason", () => {
  test.each([
    ["empty", "", /empty/],
    ["empty", " \n\t ", /empty/],
    [
      "html-page",
      "<!DOCTYPE html><html><head></head><body>x</body></html>",
      /web page.*announces no feed/,
    ],
    ["html-page", "<?xml version='1.0'?><!-- x --><!doctype HTML><html></html>", /web page/],
    ["html-page", "<div>Not found</div>", /web page/],
    ["not-a-feed", "Not found", /text without markup \(at line 1, column 1, near "Not found"\)/],
    ["not-a-feed", "\n<opml version='2.0'/>", /starts with <opml> at line 2, column 1/],
    ["not-a-feed", '{"name":"package"}', /JSON but no JSON Feed/],
    [
      "malformed",
      '{"version":"https://jsonfeed.org/version/1.1",\n "items": [}',
      /no JSON .*items/,
    ],
    ["malformed", '{"version":\n "items" "x"}', /no JSON at line 2, column 10, near/],
    ["malformed", '{"items":\n [', /no JSON at line 2, column 3, near/],
    ["encoding", "\u0001\u0002\ufffd\u0003\ufffd", /no text in any encoding/],
  ])("%s: %j", (reason, document, message) => {
    const error = refusal(() => read(document));
    expect(error.reason).toBe(reason);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/\.$/);
  });

  test("RDF that describes something else is no feed", () => {
    const foaf =
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Person/></rdf:RDF>';
    expect(refusal(() => read(foaf)).reason).toBe("not-a-feed");
  });

  test("compressed bytes that nobody unpacked are no text", () => {
    const bytes = Buffer.from(
      "1f8b0800000000000003edbd07601c499625262f6dca7b7f4af54ad7e074",
      "hex",
    );
    expect(["encoding", "not-a-feed"]).toContain(
      refusal(() => parseFeed(bytes, { contentType: null, url: null })).reason,
    );
  });
});

describe("a web page tells which feeds it announces", () => {
  const page = `<!DOCTYPE html><html><head><base href="https://cdn.example/">
    <script>'<link rel="alternate" type="application/rss+xml" href="/no">'</script>
    <link rel=alternate type="application/rss+xml" href="/rss?a=1&amp;b=2" title="RSS">
    <LINK REL="Alternate" TYPE="application/atom+xml" HREF="atom.xml"><link rel="feed" href="/feed">
    <link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" href="/x.css"></head>`;

  test("absolute, in order, each once", () => {
    expect(announcedFeeds(page + page, "https://example.org/")).toEqual([
      "https://cdn.example/rss?a=1&b=2",
      "https://cdn.example/atom.xml",
      "https://cdn.example/feed",
    ]);
  });

  test("and the refusal carries them", () => {
    const error = refusal(() => read(page));
    expect(error.announcedFeeds).toHaveLength(3);
    expect(error.message).toContain("https://cdn.example/rss?a=1&b=2");
  });
});

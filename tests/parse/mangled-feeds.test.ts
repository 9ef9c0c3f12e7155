import { Buffer } from "node:buffer";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ParseError } from "../../src/model/errors.ts";
import type { FeedDocument } from "../../src/model/feed.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";
import { atom, rss } from "./reading.ts";

const feeds: readonly string[] = [
  rss(`<item><title>Caf&#233; &amp;amp; co</title><link>/1</link><guid isPermaLink="false">g1</guid>
    <description><![CDATA[<p>One <img src="/i.png"> two</p>]]></description><author>a@example.org (Ann)</author>
    <pubDate>Wed, 02 Oct 2002 15:00:00 EST</pubDate><enclosure url="/a.mp3" length="1" type="audio/mpeg"/></item>
    <item><title>Zwölf — “2”</title><media:group><media:thumbnail url="/t.jpg"/></media:group></item>`),
  atom(`<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">T <b>x</b></div></title><entry xml:base="b/" xml:lang="de">
    <id>urn:1</id><title type="html">&lt;i>x&lt;/i></title><link rel="alternate" href="1"/><updated>2003-12-31T10:14:55Z</updated>
    <content type="html">&lt;a href="x">y&lt;/a></content><author><name>Bob</name></author></entry>`),
  `<?xml version="1.0" encoding="windows-1251"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>F</title></channel><item rdf:about="1"><title>Я</title></item></rdf:RDF>`,
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    items: [{ id: "1", content_html: "<p>x</p>", tags: ["a"] }],
  }),
];

const encodings = ["utf8", "latin1", "utf16le"] as const;

/** A way to spoil bytes; positions are shares of the length, so that every document is hit everywhere. */
const spoiling = fc.oneof(
  fc.record({ how: fc.constant("cut" as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    how: fc.constant("flip" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.nat(255),
  }),
  fc.record({ how: fc.constant("drop" as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    how: fc.constant("insert" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.constantFrom(
      "<",
      ">",
      "&",
      "<![CDATA[",
      "]]>",
      "<!--",
      "</item>",
      "<item>",
      "<title>",
      "\u0000",
      "\ufeff",
      '"',
      "xml:base='http://['",
    ),
    encoding: fc.constantFrom(...encodings),
  }),
);

type Spoiling = typeof spoiling extends fc.Arbitrary<infer Value> ? Value : never;

function spoil(bytes: Buffer, change: Spoiling): Buffer {
  const at = Math.floor(change.at * bytes.length);
  if (change.how === "cut") return bytes.subarray(0, at);
  if (change.how === "flip")
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from([change.byte]),
      bytes.subarray(at + 1),
    ]);
  if (change.how === "insert") {
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from(change.text, change.encoding),
      bytes.subarray(at),
    ]);
  }
  const from = bytes.indexOf("<", at);
  const to = from === -1 ? -1 : bytes.indexOf(">", from);
  return to === -1 ? bytes : Buffer.concat([bytes.subarray(0, from), bytes.subarray(to + 1)]);
}

test("a mangled feed is read or refused with a ParseError, never anything else", () => {
  const contentTypes = [
    null,
    "text/xml; charset=utf-8",
    "text/xml; charset=koi8-r",
    "application/json; charset=x",
  ];
  const mangled = fc.tuple(
    fc.constantFrom(...feeds),
    fc.constantFrom(...encodings),
    fc.array(spoiling, { minLength: 1, maxLength: 8 }),
  );
  fc.assert(
    fc.property(
      mangled,
      fc.constantFrom(...contentTypes),
      ([feed, encoding, changes], contentType) => {
        const bytes = changes.reduce(spoil, Buffer.from(feed, encoding));
        expect(faultsOf(outcome(bytes, contentType))).toEqual([]);
      },
    ),
    { numRuns: 2_000 },
  );
});

function outcome(bytes: Uint8Array, contentType: string | null): FeedDocument | ParseError {
  try {
    return parseFeed(bytes, { contentType, url: "https://example.org/feed" });
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
}

/** What breaks the promises of the types. */
function faultsOf(result: FeedDocument | ParseError): unknown[] {
  if (result instanceof ParseError)
    return /^[A-Z].*\.$/s.test(result.message) ? [] : [result.message];
  return result.entries.flatMap(
    ({ published, updated, images, enclosures, url, title, summary, content }) => [
      ...[published, updated].filter((date) => date !== null && Number.isNaN(Date.parse(date))),
      ...[...images, ...enclosures].filter((file) => !URL.canParse(file.url)),
      ...[url].filter(
        (address) => address !== null && !/^(?!javascript:|data:)[a-z][a-z0-9+.-]*:/.test(address),
      ),
      ...[title, summary, content].filter((text) => text !== null && text.value.trim() === ""),
    ],
  );
}

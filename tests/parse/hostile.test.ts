import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { ParseError } from "../../src/model/errors.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";
import { rss } from "./reading.ts";

const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, n) => make(n)).join("");

// Ten times and more what such a document takes on an idle machine: quadratic reading would take minutes.
const patienceMs = 20_000;

describe("hostile documents are read or refused in linear time", () => {
  test.each<[string, () => string, string | number]>([
    ["200,000 unclosed tags", () => rss("<a>".repeat(200_000)), "too-complex"],
    ["200,000 unclosed items", () => rss("<item>".repeat(200_000)), "too-complex"],
    ["200,000 crossed tags", () => rss("<a></b>".repeat(200_000)), "too-complex"],
    ["50,000 levels", () => rss("<a>".repeat(50_000) + "</a>".repeat(50_000)), "too-complex"],
    [
      "100,000 items",
      () => rss(repeat(100_000, (n) => `<item><guid>${n}</guid><title>Item ${n}</title></item>`)),
      "too-complex",
    ],
    [
      "100,000 attributes",
      () => rss(`<item ${repeat(100_000, (n) => ` a${n}="1"`)}/>`),
      "too-complex",
    ],
    [
      "100,000 JSON items",
      () =>
        `{"version":"https://jsonfeed.org/version/1","items":[${repeat(99_999, () => '{"id":"1"},')}{}]}`,
      "too-complex",
    ],
    ["20,000 items", () => rss(repeat(20_000, (n) => `<item><guid>${n}</guid></item>`)), 20_000],
    ["a million brackets", () => rss(`<item><title>${"<".repeat(1_000_000)}</title></item>`), 1],
    ["a million ampersands", () => rss(`<item><title>${"&".repeat(1_000_000)}</title></item>`), 1],
    [
      "half a million names of entities",
      () => rss(`<item><title>${repeat(500_000, (n) => `&n${n};`)}</title></item>`),
      1,
    ],
    [
      "a million opened CDATA sections",
      () => rss(`<item><guid>1</guid></item>${"<![CDATA[".repeat(1_000_000)}`),
      1,
    ],
    [
      "a million opened comments",
      () => rss(`<item><guid>1</guid></item>${"<!--".repeat(1_000_000)}`),
      1,
    ],
    [
      "a million at signs in an author",
      () => rss(`<item><author>${"a@".repeat(1_000_000)}</author></item>`),
      1,
    ],
    [
      "a million blanks in an author",
      () => rss(`<item><author>a@b.c${" ".repeat(1_000_000)}x</author></item>`),
      1,
    ],
    [
      "a million digits in a date",
      () => rss(`<item><pubDate>${"1".repeat(1_000_000)}</pubDate></item>`),
      1,
    ],
    ["200,000 authors", () => rss(`<item>${"<author>a</author>".repeat(200_000)}</item>`), 1],
    [
      "20,000 namespaces",
      () => rss(repeat(20_000, (n) => `<item xmlns:p${n}="urn:${n}"><p${n}:x/></item>`)),
      20_000,
    ],
    [
      "400 levels that declare 900 namespaces each",
      () =>
        rss(
          `<item><guid>1</guid><description>${repeat(400, (n) => `<a ${repeat(900, (m) => ` xmlns:p${n}x${m}="u"`)}>`)}</description></item>`,
        ),
      1,
    ],
    [
      "a base of a megabyte for 10,000 items",
      () =>
        `<rss xml:base="https://example.org/${"a".repeat(1_000_000)}/">${repeat(10_000, () => "<item><guid>1</guid><link>x</link></item>")}</rss>`,
      10_000,
    ],
    [
      "10,000 authors over 10,000 entries",
      () =>
        `<feed>${repeat(10_000, (n) => `<author><name>${n}</name></author>`)}${repeat(10_000, () => "<entry><id>1</id></entry>")}</feed>`,
      10_000,
    ],
    [
      "a web page of 100,000 links",
      () =>
        `<html>${'<link rel="alternate" type="application/rss+xml" href="/x">'.repeat(100_000)}`,
      "html-page",
    ],
    ["16 million blanks", () => " ".repeat(16_000_000), "empty"],
  ])("%s", (_what, make, expected) => {
    const bytes = Buffer.from(make());
    const startedAt = performance.now();
    const result = outcome(bytes);
    expect(result).toBe(expected);
    expect(performance.now() - startedAt).toBeLessThan(patienceMs);
  });

  test("entities are neither expanded nor fetched", () => {
    const bomb = `<!DOCTYPE r [<!ENTITY a "${"x".repeat(1000)}"><!ENTITY b "${"&a;".repeat(1000)}"><!ENTITY c SYSTEM "file:///etc/passwd">]>`;
    const { entries } = parseFeed(
      Buffer.from(`${bomb}${rss("<item><title>&b;&c;</title></item>")}`),
      { contentType: null, url: null },
    );
    expect(entries[0]?.title?.value).toBe("&b;&c;");
  });
});

/** The number of entries, or the reason of the refusal. */
function outcome(bytes: Uint8Array): string | number {
  try {
    return parseFeed(bytes, { contentType: null, url: null }).entries.length;
  } catch (error) {
    if (error instanceof ParseError) return error.reason;
    throw error;
  }
}

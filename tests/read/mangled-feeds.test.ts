import { Buffer } from "node:buffer";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { DerivedEntry } from "../../src/model/entry.ts";
import { ParseError } from "../../src/model/errors.ts";
import type { IncomingFeed } from "../../src/model/stored.ts";
import { feedSamples } from "./feed-samples.ts";
import { htmlFault } from "./html-fault.ts";
import { harms } from "./mangling.ts";
import { readBytes } from "./read-bytes.ts";

/** With the two thousand that tests/parse reads without the entries' HTML they are ten thousand. */
const cases = 8_000;
const samples = feedSamples();

const contentTypes = [
  null,
  "text/xml",
  "application/rss+xml; charset=iso-8859-1",
  "text/html; charset=utf-16",
];

const mangled = fc
  .tuple(fc.constantFrom(...samples), harms)
  .map(([sample, applied]) =>
    applied.reduce<Buffer>((bytes, harm) => harm(bytes), Buffer.from(sample)),
  );

test("a mangled feed is read or refused, and nothing that runs comes out of it", () => {
  let read = 0;
  const property = fc.property(mangled, fc.constantFrom(...contentTypes), (bytes, contentType) => {
    const result = readBytes(bytes, contentType);
    if (!(result instanceof ParseError)) read += 1;
    expect(faultsIn(result, bytes.length)).toEqual([]);
  });
  fc.assert(property, { numRuns: cases });
  // Most mangled feeds must still be read, or this tests little.
  expect(read).toBeGreaterThan(cases / 2);
});

test.each([
  "<script>x()</script>",
  '<a href="javascript:x()">x</a>',
  '<img src="https://a.example/" onerror="x()" />',
  "<p><b>never closed</p>",
  '<iframe src="https://elsewhere.example/"></iframe>',
  "<img src=x",
])("what ran would be noticed: %s", (html) => {
  expect(htmlFault(html)).not.toBeNull();
});

function faultsIn(result: IncomingFeed | ParseError, documentBytes: number): readonly string[] {
  if (result instanceof ParseError) return result.message.endsWith(".") ? [] : [result.message];
  return result.entries.flatMap(({ derived }) =>
    faultsOf(JSON.parse(derived) as DerivedEntry, documentBytes),
  );
}

/** What is wrong with an entry that came out of a document of so many bytes. */
function faultsOf(entry: DerivedEntry, documentBytes: number): readonly string[] {
  const html = [entry.contentHtml, entry.summaryHtml].filter((one) => one !== null);
  const addresses = [
    entry.image,
    ...entry.enclosures.map(({ url }) => url),
    ...entry.authors.map(({ url }) => url),
  ];
  return [
    ...html.map(htmlFault).filter((fault) => fault !== null),
    // Escaping and absolute addresses make a text longer, but never without measure.
    ...html.filter(({ length }) => length > documentBytes * 40 + 10_000).map(() => "too much HTML"),
    ...addresses
      .filter((url) => url !== null && !/^https?:\/\//.test(url))
      .map((url) => `address ${url}`),
    ...((entry.title?.length ?? 0) > 1000 ? ["too long a title"] : []),
    ...(entry.authors.length > 100 || entry.categories.length > 100 ? ["too many names"] : []),
  ];
}

import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { contentHash, formerContentHash } from "../../src/entries/content-hash.ts";
import type { ParsedEntry } from "../../src/model/feed.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";

function entryOf(date: string, type = ""): ParsedEntry {
  const item = `<item><title>Post</title><guid>urn:1</guid><pubDate>${date}</pubDate><media:content url="https://a.example/cover"${type} medium="image" width="800"/></item>`;
  const document = `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>A</title>${item}</channel></rss>`;
  const [entry] = parseFeed(Buffer.from(document), {
    url: "https://a.example/",
    contentType: null,
  }).entries;
  if (entry === undefined) throw new Error("no entry");
  return entry;
}

const [monday, tuesday] = ["Mon, 01 Jun 2026 12:00:00 GMT", "Tue, 02 Jun 2026 12:00:00 GMT"];

test("an entry whose dates alone moved says the same", () => {
  expect(contentHash(entryOf(monday))).toBe(contentHash(entryOf(tuesday)));
  expect(contentHash({ ...entryOf(monday), title: null })).not.toBe(contentHash(entryOf(monday)));
});

test("an entry is known as earlier versions read it, which saw no type of an image", () => {
  const asRead = JSON.stringify(entryOf(monday));
  const former = createHash("sha256").update(asRead).digest("hex").slice(0, 32);
  const typed = entryOf(monday, ' type="image/webp"');
  expect(typed.images).toMatchObject([{ type: "image/webp" }]);
  expect(formerContentHash(typed, JSON.stringify(typed))).toBe(former);
  expect(formerContentHash(entryOf(monday), asRead)).toBe(former);
  expect(contentHash(typed)).toBe(contentHash(entryOf(monday)));
});

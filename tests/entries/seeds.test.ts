import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { deriveEntry } from "../../src/entries/derive-entry.ts";
import { postSummary, readingMinutes } from "../../src/entries/post-summary.ts";
import { shownAuthors } from "../../src/entries/shown-authors.ts";
import { shownDate } from "../../src/entries/shown-date.ts";
import type { ParsedEntry } from "../../src/model/feed.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";

/** The listing of DESIGN section 8 around our own functions, so that a fault here is told apart from one of publishing. */
function listing(entries: readonly ParsedEntry[], summaryWords: number): string {
  const posts = entries.map((parsed) => {
    const derived = deriveEntry(parsed);
    const minutes = readingMinutes(derived.text);
    const line = [
      shownDate(parsed.published ?? "", { language: "en", timezone: "UTC" }),
      ...(minutes === null ? [] : [`${minutes} min`]),
      shownAuthors(derived.authors).join(", "),
    ].join("\u00a0\u00b7\u00a0");
    const cover = derived.image === null ? [] : ["Cover image"];
    return [...cover, derived.title, postSummary(derived.text, summaryWords), line].join("\n\n");
  });
  return posts.reduce((text, post) => `${text}${post.startsWith("Cover") ? "\n" : "\n\n"}${post}`);
}

function listingOf(bytes: Uint8Array, summaryWords: number): string {
  const context = { url: "https://blog.example/feed.xml", contentType: null };
  return listing(parseFeed(bytes, context).entries, summaryWords);
}

const own = `<rss version="2.0"><channel><title>f</title>
<item><title>With a cover</title><author>Ann</author><pubDate>Tue, 10 Feb 2026 10:00:00 GMT</pubDate>
<description><![CDATA[<h2>Why now</h2><figure><img src="/c.png"><figcaption>Not this</figcaption></figure>
<p>One two three.</p><p>Four. ${"Then many words in one sentence ".repeat(3)}.</p>
<p>The post With a cover appeared first on f.</p>]]></description></item>
<item><title>Bare</title><author>Bob</author><pubDate>Mon, 09 Feb 2026 10:00:00 GMT</pubDate>
<description>Only a teaser […]</description></item></channel></rss>`;

test("summary, date, reading time and authors make the listing", () => {
  expect(listingOf(new TextEncoder().encode(own), 6)).toBe(
    [
      "Cover image",
      "With a cover",
      "Why now One two three. Four. ...",
      "February 10, 2026\u00a0·\u00a01 min\u00a0·\u00a0Ann",
      "Bare",
      "Only a teaser ...",
      "February 9, 2026\u00a0·\u00a0Bob",
    ].join("\n\n"),
  );
});

const seeds = new URL("../../../shared/seeds/", import.meta.url);
const isThere = existsSync(fileURLToPath(seeds));
if (!isThere) process.stdout.write("no ../shared beside the project: seeds not tried\n");

test.skipIf(!isThere).each([
  ["feed-1.xml", "listing-1.txt", 53],
  ["feed-2.xml", "listing-2.txt", 70],
])("%s comes out as %s, to the byte", (feed, expected, summaryWords) => {
  const listed = listingOf(readFileSync(new URL(feed, seeds)), summaryWords);
  expect(listed).toBe(readFileSync(new URL(expected, seeds), "utf8"));
});

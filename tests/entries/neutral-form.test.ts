import { expect, test } from "vitest";
import { neutralForm } from "../../src/entries/neutral-form.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";

const document = `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
  <channel>
    <title>A feed</title>
    <link>https://blog.example/</link>
    <language>en</language>
    <item>
      <title>One &amp;amp; only</title>
      <link>/one</link>
      <guid isPermaLink="false">1</guid>
      <author>jane@blog.example</author>
      <category>News</category>
      <pubDate>Tue, 10 Feb 2026 10:00:00 GMT</pubDate>
      <description>Short</description>
      <content:encoded><![CDATA[<p onclick="x()">Long <img src="/i.png"></p>]]></content:encoded>
      <enclosure url="https://blog.example/a.mp3" type="audio/mpeg" length="5"/>
    </item>
    <item><description>&lt;script&gt;x()&lt;/script&gt;</description></item>
  </channel>
</rss>`;

test("a document in the neutral form", () => {
  const bytes = new TextEncoder().encode(document);
  const parsed = parseFeed(bytes, { url: "https://blog.example/feed.xml", contentType: null });
  const form = neutralForm(parsed);
  expect(form.feed).toEqual({ title: "A feed", link: "https://blog.example/", language: "en" });
  expect(form.entries[0]).toEqual({
    id: "1",
    url: "https://blog.example/one",
    title: "One & only",
    summary: "Short",
    contentHtml: '<p>Long <img src="https://blog.example/i.png" alt="" /></p>',
    authors: ["jane@blog.example"],
    categories: ["News"],
    published: "2026-02-10T10:00:00.000Z",
    updated: null,
    image: "https://blog.example/i.png",
    enclosures: [{ url: "https://blog.example/a.mp3", type: "audio/mpeg", length: 5 }],
  });
  // Nothing is made up, and what was there but not safe shows as empty.
  expect(form.entries[1]).toMatchObject({ id: null, title: null, summary: "", contentHtml: null });
});

import { Buffer } from "node:buffer";
import type { BenchDocument } from "./documents.ts";

/** As captured feeds are in the mean: twenty articles of about 3,000 characters with links, images and code. */
export function ownDocuments(): readonly BenchDocument[] {
  return Array.from({ length: 200 }, (_, number) => ({
    bytes: Buffer.from(rssDocument(number)),
    contentType: "application/rss+xml",
    url: `https://blog-${number}.example/feed.xml`,
  }));
}

function rssDocument(number: number): string {
  const items = Array.from({ length: 20 }, (_, item) => rssItem(number, item)).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Blog ${number}</title><link>https://blog-${number}.example/</link>${items}</channel></rss>`;
}

function rssItem(number: number, item: number): string {
  const day = String((item % 28) + 1).padStart(2, "0");
  const article = Array.from({ length: 8 }, (_, part) =>
    paragraph(number * 1000 + item * 10 + part),
  );
  return `<item><title>Article ${item} &amp;amp; what follows</title><link>https://blog-${number}.example/${item}/</link>
<guid isPermaLink="false">blog-${number}-${item}</guid><dc:creator>Jo Doe</dc:creator><category>weather</category>
<pubDate>Mon, ${day} Jan 2024 10:00:00 GMT</pubDate><description>The beginning of article ${item}.</description>
<content:encoded><![CDATA[${article.join("\n")}]]></content:encoded></item>`;
}

function paragraph(seed: number): string {
  const words = Array.from({ length: 40 }, (_, at) => `word${(seed * 31 + at * 17) % 997}`).join(
    " ",
  );
  const image = `<figure class="wp-block-image"><img src="/images/${seed}.jpg" alt="A picture" width="640" height="480" loading="lazy"></figure>`;
  return `<p class="entry">${words} <a href="/about/${seed}" target="_blank">a link</a>, <em>so to say</em>&nbsp;&#8211; ${words}</p>${seed % 4 === 0 ? image : ""}`;
}

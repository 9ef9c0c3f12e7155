import { Buffer } from "node:buffer";

/** An RSS document of at most so many bytes, and little less: articles of 10 kB with links, images and markup, as blogs write them. */
export function largeFeed(bytes: number): Buffer {
  const items: string[] = [];
  let length = 0;
  for (let item = rssItem(0); length + item.length < bytes - 1000; item = rssItem(items.length)) {
    items.push(item);
    length += item.length + 1;
  }
  return Buffer.from(
    `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>A large feed</title><link>https://blog.example/</link>${items.join("\n")}</channel></rss>`,
  );
}

function rssItem(number: number): string {
  const paragraphs = Array.from({ length: 20 }, (_, part) => paragraph(number * 100 + part));
  return `<item><title>Article ${number}</title><link>https://blog.example/${number}/</link>
<guid isPermaLink="false">blog-${number}</guid><pubDate>Mon, 15 Jan 2024 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[${paragraphs.join("\n")}]]></content:encoded></item>`;
}

function paragraph(seed: number): string {
  // Two articles must not share runs of words, or every one would be compared with every other.
  const words = Array.from({ length: 40 }, (_, at) => `word${scatter(seed * 40 + at) % 4999}`);
  return `<p class="entry">${words.join(" ")} <a href="/about/${seed}">a link</a> &#8211; <em>so to say</em>.</p>`;
}

function scatter(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

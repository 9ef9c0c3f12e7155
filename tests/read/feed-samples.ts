import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { CorpusCase } from "../support/corpus-server.ts";
import { sharedPath } from "../support/shared.ts";

const article = `<p>First words, <b>bold</b> &amp; <a href="/about" onclick="top.x()">a link</a>.</p>
<img src="https://img.example/a.png" onerror="x()"><script>steal()</script>
<table><tr><td>cell</td></tr></table><iframe src="https://www.youtube.com/embed/abc"></iframe>`;

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Hafen &amp; Meer</title><link>https://blog.example/</link><ttl>60</ttl>
<item><title>Grüße aus "Köln"</title><link>/eins</link><guid isPermaLink="false">eins</guid><dc:creator>Jo &lt;jo@blog.example&gt;</dc:creator>
<pubDate>Mon, 15 Jan 2024 10:00:00 CET</pubDate><description>Kurz &amp;amp; gut</description><content:encoded><![CDATA[${article}]]></content:encoded>
<media:thumbnail url="javascript:x()"/><enclosure url="https://blog.example/a.mp3" type="audio/mpeg" length="12"/></item>
<item><title>zwei</title><guid>https://blog.example/zwei</guid><description>${escaped(article)}</description></item></channel></rss>`;

const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja" xml:base="https://blog.example/"><title type="html">日本の &amp;lt;b&amp;gt; &lt;b&gt;港&lt;/b&gt;</title><id>urn:a</id>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <em>two</em></div></title><id>urn:a:1</id><link href="one"/><updated>2024-01-15T10:00:00Z</updated>
<author><name>山田</name><uri>javascript:x()</uri></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text <svg><script>x()</script></svg> more</p></div></content></entry>
<entry><title>Two</title><id>urn:a:2</id><content type="html">${escaped(article)}</content><summary>short</summary></entry></feed>`;

const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://blog.example/"><title>Old</title></channel>
<item rdf:about="https://blog.example/1"><title>One</title><link>https://blog.example/1</link><dc:date>2004-01-15</dc:date><description>${escaped(article)}</description></item></rdf:RDF>`;

const json = JSON.stringify({
  version: "https://jsonfeed.org/version/1.1",
  title: "JSON",
  items: [
    { id: "1", url: "https://blog.example/1", content_html: article, authors: [{ name: "Jo" }] },
    { id: 2, content_text: "plain <script>text</script>", image: "javascript:x()" },
  ],
});

const ownSamples: readonly Uint8Array[] = [rss, atom, rdf, json].map((text) => Buffer.from(text));

/** Larger ones would make ten thousand cases take minutes. */
const maxSampleBytes = 12_000;
const maxCaptured = 80;

/** Feeds to mangle: own ones of every format, and where they are here small captured ones. */
export function feedSamples(): readonly Uint8Array[] {
  const corpus = sharedPath("corpus");
  return corpus === null ? ownSamples : [...ownSamples, ...capturedSamples(corpus)];
}

function capturedSamples(corpus: string): readonly Uint8Array[] {
  const lines = readFileSync(path.join(corpus, "open.jsonl"), "utf8").trim().split("\n");
  return lines
    .map((line) => JSON.parse(line) as CorpusCase)
    .filter(({ category }) => category === "real" || category === "real-broken")
    .map(({ file }) => readFileSync(path.join(corpus, file)))
    .filter(({ byteLength }) => byteLength <= maxSampleBytes)
    .slice(0, maxCaptured);
}

function escaped(html: string): string {
  return html.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

import type { Post } from "../../src/model/post.ts";
import { samplePost } from "./samples.ts";

const source = samplePost().source;
const forged = `a]]> b]]></content></entry><entry><title>Forged</title><id>https://bank.example/1</id></entry>`;
const controls = [
  "\0",
  "\u0001",
  "\u0007",
  "\u000b",
  "\f",
  "\u001b",
  "\u007f",
  "\u0085",
  "\ufffe",
  "\uffff",
  "\ud83d",
  "\ude00",
  "\r",
  "\t",
  "\u2028",
  "\ufeff",
];

/** What feeds have thrown at writers, one fault per post: each must leave a valid feed with that post in it. */
const faults: readonly Partial<Post>[] = [
  ...controls.map((character) => ({ title: `a${character}b`, summary: `a${character}b` })),
  { contentHtml: `<p>x\u000by\0z ${forged}</p>` },
  { title: forged, summary: forged, authors: [forged], categories: [forged] },
  { title: "a ]]> b ]]> c", contentHtml: "if (a[b[0]]>3 && c[d[1]]>4) {}" },
  { title: `<b>R&D</b> & "quotes" 'x' <script>alert(1)</script>` },
  { title: "👩‍👩‍👧 שלום \u202eevil\u202c مرحبا" },
  { title: "é".repeat(100_000) },
  { title: "\n  A\n\tpost \n", summary: "" },
  { summary: "", contentHtml: null },
  { url: null, contentHtml: null, summary: "" },
  { url: "/relative" },
  { url: "javascript:alert(1)" },
  { url: "data:text/html,<script>" },
  { url: "http://exämple.example/пост/ü?q=ß&r=a b#ф", id: "http://exämple.example/пост/ü" },
  { url: `http://a.example/a b"c<d>{x}|^\`[y]#a"b'c<d>`, id: `http://a.example/{x}|^\`[y]` },
  { url: "http://a.example/?a=1&b=2&amp;c=3", id: "http://a.example/?a=1&b=2" },
  { id: "tag:a.example,2005:/post/1" },
  { id: 'urn:x:"<y>' },
  { id: "12345" },
  { id: "a.example/post 1" },
  { id: "HTTP://A.Example:80/Post/../1" },
  { id: "" },
  { id: "http://a.example/p\u000bost" },
  { published: "0001-01-01T00:00:00Z", updated: "0001-01-01T00:00:00Z" },
  { published: "-000001-01-01T00:00:00Z", updated: "nope" },
  { published: "+010000-01-01T00:00:00Z", updated: "" },
  { authors: ["X", "x", " ", "An\u0008n", 'A <b> & "C"'] },
  { categories: ["x", "X", "", " ", 'a & <b> "c"', "a<b", "x\u0008"] },
  { language: "english please" },
  { language: "x-klingon" },
  { language: "zh_Hant_TW" },
  { coverUrl: "/i.png" },
  { coverUrl: "http://a.example/i" },
  { coverUrl: "http://a.example/i.png?a=1&b=<2>" },
  {
    enclosures: [
      { url: "http://a.example/ep1.mp3", type: "audio/mpeg", length: 1234 },
      { url: "http://a.example/ep1.mp3", type: "audio/mpeg", length: 1234 },
      { url: "http://a.example/download/42", type: null, length: null },
      { url: "http://a.example/2", type: 'audio/"x" <y>', length: -1 },
      { url: "http://a.example/3", type: "Audio/MPEG; charset=utf-8", length: 1.5 },
      { url: "javascript:alert(1)", type: "audio/mpeg", length: 1 },
    ],
  },
  { source: { ...source, feedId: "not a uri", title: 'Blog A & <co> "x"', link: "javascript:x" } },
  { source: { ...source, feedUrl: null, link: null, rights: "© < & > ]]>" } },
  { source: { ...source, updated: "never" } },
  { copies: [{ title: forged, url: "https://b.example/?a&b", source, reason: forged }] },
];

export const hostilePosts: readonly Post[] = faults.map((fault, index) =>
  samplePost({ id: `urn:hostile:${index}`, ...fault }),
);

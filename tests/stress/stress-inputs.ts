import {
  neighbour,
  upstreamEntry,
  upstreamHead,
  type Upstream,
  type UpstreamEntry,
  type UpstreamHead,
} from "./upstream.ts";

/** One fault, in a feed that has a sound post beside the faulty one. */
export type StressInput = {
  readonly name: string;
  readonly upstream: Upstream;
  /** Posts that must come out, the sound one among them. */
  readonly posts: number;
  /** The title of the faulty post, where the feed says it beyond doubt. */
  readonly title?: string;
  /** The faulty post's id, where its feed gives one that must not change by a byte. */
  readonly id?: string;
};

function inEntry(
  name: string,
  fault: Partial<UpstreamEntry>,
  expected: Pick<StressInput, "title" | "id"> = {},
): StressInput {
  const entries = [upstreamEntry(fault), neighbour];
  return { name, upstream: { head: upstreamHead(), entries }, posts: 2, ...expected };
}

function inHead(name: string, fault: Partial<UpstreamHead>): StressInput {
  const entries = [upstreamEntry(), neighbour];
  return { name, upstream: { head: upstreamHead(fault), entries }, posts: 2 };
}

const noHeadAuthor = upstreamHead({ author: null });

/** The attacker's own entry tries to end itself and to begin another in a bank's name. */
export const forging = `<p>a]]> b]]></content></entry><entry><title>Forged: bank moved</title><id>http://bank.example/news/1</id><link href="http://evil.example/"/><updated>2026-01-01T00:00:00Z</updated><author><name>The Bank</name></author><source><id>http://bank.example/</id><title>Bank news</title><updated>2026-01-01T00:00:00Z</updated></source><content type="html"><![CDATA[x`;

/** The same for the element names of RSS. */
export const forgingRss = `<p>a]]> b]]></content:encoded></item><item><title>Forged</title><link>http://evil.example/</link><guid isPermaLink="false">http://bank.example/news/1</guid><description>d</description><content:encoded><![CDATA[x`;

const characters: readonly StressInput[] = [
  ["NUL", "\0"],
  ["U+0001", "\u0001"],
  ["a bell", "\u0007"],
  ["a vertical tab", "\u000b"],
  ["a form feed", "\f"],
  ["an escape", "\u001b"],
  ["a unit separator", "\u001f"],
  ["a delete", "\u007f"],
  ["a C1 next line", "\u0085"],
  ["U+FFFE", "\ufffe"],
  ["U+FFFF", "\uffff"],
  ["half a pair, high", "\ud83d"],
  ["half a pair, low", "\ude00"],
  ["a carriage return", "\r"],
  ["a tab", "\t"],
  ["a line separator", "\u2028"],
  ["a byte order mark", "\ufeff"],
].map(([what, character]) => inEntry(`title with ${what}`, { title: `a${character}b` }));

const texts: readonly StressInput[] = [
  inEntry("nothing wrong", {}, { title: "A post", id: "http://HOST/post/1" }),
  inEntry("title that shows markup", {
    title: `<b>R&D</b> & "quotes" 'x' <script>alert(1)</script>`,
  }),
  inEntry("title that shows entities", { title: "How to write &amp; and &lt; in HTML" }),
  inEntry(
    "title with joined emoji and overrides of direction",
    { title: "👩‍👩‍👧 שלום עולם \u202eevil\u202c مرحبا" },
    // An override makes the letters of a whole line run backwards, an address among them.
    { title: "👩‍👩‍👧 שלום עולם evil\u202c مرحبا" },
  ),
  inEntry("controls in content", { content: "<p>x\u000by\0z</p>" }),
  inEntry("controls in addresses", {
    link: "http://HOST/p\u000b\u0001ost",
    id: "http://HOST/p\u000bost",
  }),
  inHead("control in the feed's title", { title: "Bl\u000bog" }),
  inEntry("control in an author", { authors: [{ name: "An\u0008n" }] }),
  inEntry("control in a category", { categories: [{ label: "x\u0008", term: "x\u0008" }] }),
  inEntry("one end of CDATA in content", { content: "code: a[b[0]]> 3" }),
  inEntry("two ends of CDATA in content", { content: "if (a[b[0]]>3 && c[d[1]]>4) {}" }),
  inEntry("content that leaves its element", {
    content:
      'x ]]> y ]]></content><link rel="enclosure" href="http://evil.example/x.exe"/><content type="text">z<![CDATA[',
  }),
  inEntry("content that forges an Atom entry", { content: forging }),
  inEntry("content that forges an RSS item", { content: forgingRss }),
  inEntry("two ends of CDATA in the title", { title: "a ]]> b ]]> c" }, { title: "a ]]> b ]]> c" }),
  inHead("markup in the feed's texts", {
    title: 'A <b>bold</b> & "x" ]]> y',
    subtitle: "d < e & f",
    rights: "© < & >",
  }),
  inHead("entities in the feed's title", { title: "AT&amp;T &lt;ok&gt;" }),
  inHead("feed title typed as HTML", { title: "<b>x</b> &amp; y", titleType: "html" }),
  inEntry("title of a hundred thousand letters", { title: "é".repeat(100_000) }),
  inEntry("empty title", { title: "" }),
  inEntry("no title", { title: null }),
  inEntry("title over several lines", { title: "\n  A\n\tpost \n" }, { title: "A post" }),
  inEntry("empty content", { content: "", summary: "" }),
  inEntry("no content", { content: null, summary: null }),
  {
    name: "neither content nor author",
    upstream: {
      head: noHeadAuthor,
      entries: [upstreamEntry({ content: null, summary: null, authors: [] }), neighbour],
    },
    posts: 2,
  },
  inEntry("summary only", { content: null }),
  inEntry("relative addresses in content", {
    content: '<img src="/i.png"><a href="p2">x</a>',
  }),
  inEntry("broken and hostile markup", {
    content:
      '<p>un<b>closed <script>alert(1)</script><a href="javascript:alert(1)" onclick="x()">j</a>',
  }),
];

const addresses: readonly StressInput[] = [
  inEntry("no link", { link: null }),
  inEntry("neither link nor id", { link: null, id: null }),
  inEntry("relative link", { link: "/post/1" }),
  inEntry("javascript: link", { link: "javascript:alert(1)" }),
  inEntry("data: link", { link: "data:text/html,<script>alert(1)</script>" }),
  inEntry(
    "international link and id",
    {
      link: "http://exämple.example/пост/HOST?q=ß&r=a b#ф",
      id: "http://exämple.example/пост/HOST",
    },
    { id: "http://exämple.example/пост/HOST" },
  ),
  inEntry("link with spaces, quotes and brackets", { link: 'http://HOST/a b"c<d>' }),
  inEntry(
    "link and id with ampersands",
    { link: "http://HOST/?a=1&b=2&amp;c=3", id: "http://HOST/?a=1&b=2" },
    { id: "http://HOST/?a=1&b=2" },
  ),
  inEntry("fragment with quotes and brackets", {
    link: `http://HOST/x#a"b'c<d>`,
    id: "http://HOST/x",
  }),
  inEntry("braces, bars and brackets in a path", {
    link: "http://HOST/{x}|^`[y]",
    id: "http://HOST/{x}",
  }),
  inEntry("opaque link and id with brackets", {
    link: 'mailto:a"b<c>@HOST',
    id: 'urn:x:HOST"<y>',
  }),
  inEntry("tag: id", { id: "tag:HOST,2005:/post/1" }, { id: "tag:HOST,2005:/post/1" }),
  inEntry(
    "urn: id",
    { id: "urn:x-HOST:1225c695-cfb8-4ebb-aaaa-80da344efa6a" },
    { id: "urn:x-HOST:1225c695-cfb8-4ebb-aaaa-80da344efa6a" },
  ),
  inEntry("number as id", { id: "12345" }),
  inEntry("id that is no address", { id: "a.example/post 1" }),
  inEntry(
    "id in another spelling of its address",
    { id: "HTTP://HOST:80/Post/../1" },
    { id: "HTTP://HOST:80/Post/../1" },
  ),
  inEntry("bare host as id", { id: "http://HOST" }, { id: "http://HOST" }),
  inEntry("empty id", { id: "" }),
  inEntry("no id", { id: null }),
  inEntry("id with markup", { id: "abc & <x>" }),
];

const dates: readonly StressInput[] = [
  inEntry("no update", { updated: null }),
  inEntry("no date at all", { updated: null, published: null }),
  inEntry("unreadable update", { updated: "nope" }),
  inEntry("unreadable dates", { updated: "nope", published: "Invalid Date" }),
  inEntry("date as text", { updated: "2026-01-01T00:00:00Z" }),
  inEntry("year 1", { updated: "0001-01-01T00:00:00Z", published: "0001-01-01T00:00:00Z" }),
  inEntry("year before 1", {
    updated: "-000001-01-01T00:00:00Z",
    published: "-000001-01-01T00:00:00Z",
  }),
  inEntry("year 10000", {
    updated: "+010000-01-01T00:00:00Z",
    published: "+010000-01-01T00:00:00Z",
  }),
  inEntry("unreadable publication", { published: "NaN" }),
  inHead("feed without update", { updated: null }),
  inHead("unreadable update of the feed", { updated: "NaN" }),
];

const people: readonly StressInput[] = [
  inEntry("author of the feed only", { authors: [] }),
  {
    name: "no author anywhere",
    upstream: { head: noHeadAuthor, entries: [upstreamEntry({ authors: [] }), neighbour] },
    posts: 2,
  },
  inEntry("empty author", { authors: [{}] }),
  inEntry("author without name", { authors: [{ email: "a@b.example" }] }),
  inEntry("author with a hidden address", { authors: [{ name: "X", email: "x at y" }] }),
  inEntry("author with a relative page", { authors: [{ name: "X", url: "/me" }] }),
  inEntry("two authors", { authors: [{ name: "X", email: "x@a.example" }, { name: "Y" }] }),
  inEntry("author with markup", {
    authors: [{ name: 'A <b> & "C"', email: "a&b@x.example" }],
  }),
  inEntry("author as plain text", { authors: [{ name: "Ann" }] }),
  inEntry("contributor", { contributor: { name: "Z", email: "z@a.example" } }),
];

const categories: readonly StressInput[] = [
  inEntry("category without term", { categories: [{ label: 'News & <b>"x"' }] }),
  inEntry("category with markup", {
    categories: [{ term: 'a & <b> "c"', label: 'a & <b> "c"' }],
  }),
  inEntry("category with a bracket", { categories: [{ term: "a<b", label: "a<b" }] }),
  inEntry("category with a wild scheme", {
    categories: [{ term: "x", scheme: "http://a.example/?a=1&b=2<" }],
  }),
  inEntry("category with a relative scheme", { categories: [{ term: "x", scheme: "tags" }] }),
  inEntry("empty category", { categories: [{}] }),
  inEntry("category twice", { categories: [{ term: "x" }, { term: "x" }] }),
];

const mp3 = "http://HOST/ep1.mp3";

const media: readonly StressInput[] = [
  inEntry("enclosure with a title in markup", {
    enclosures: [{ url: mp3, type: "audio/mpeg", length: "1234", title: 'Ep & 1 "x" <y>' }],
  }),
  inEntry("enclosure with a title", {
    enclosures: [{ url: mp3, type: "audio/mpeg", length: "1234", title: "Ep 1" }],
  }),
  inEntry("enclosure without extension", {
    enclosures: [{ url: "http://HOST/download/42", type: "audio/mpeg", length: "1234" }],
  }),
  inEntry("enclosure with nothing but an address", {
    enclosures: [{ url: `${mp3}?x=1&y=2` }],
  }),
  inEntry("enclosure without length", { enclosures: [{ url: mp3, type: "audio/mpeg" }] }),
  inEntry("relative image", { image: "/i.png" }),
  inEntry("image", { image: "http://HOST/i.png" }),
  inEntry("image without extension", { image: "http://HOST/i" }),
  inEntry("image and audio", {
    image: "http://HOST/i.png",
    enclosures: [{ url: mp3, type: "audio/mpeg", length: "1" }],
  }),
  inEntry("rights with markup", { rights: "CC <BY> & x" }),
];

const heads: readonly StressInput[] = [
  inHead("logo and icon", { image: "http://HOST/logo.png", icon: "http://HOST/favicon.ico" }),
  inHead("relative logo and icon", { image: "/logo.png", icon: "/favicon.ico" }),
  inHead("hub with ampersands", { hub: "http://hub.example/?a=1&b=2" }),
  inHead("style sheet", { stylesheet: '/style.xsl?a=1&amp;b="2"' }),
  inHead("generator with markup", { generator: "My & <agg>" }),
  inHead("empty generator", { generator: "" }),
  inHead("feed without id", { id: null }),
  inHead("feed without link", { link: null }),
  inHead("feed that does not name itself", { self: null }),
  inHead("feed that names itself relatively", { self: "/atom.xml" }),
  inHead("words as language", { language: "english please" }),
  inHead("ttl", { ttl: "60" }),
  inHead("ttl of nothing", { ttl: "0" }),
  inHead("category and contributor of the feed", {
    category: "A & <b>",
    contributor: { name: "C", email: "c@x.example", url: "http://c.example/" },
  }),
  inHead("podcast", { podcastCategory: "Technology", image: "http://HOST/logo.png" }),
];

const extended: readonly StressInput[] = [
  inEntry("unknown extension", {
    extensions: [{ name: "x:orig", attributes: { "xmlns:x": "http://x.example" }, text: "b" }],
  }),
  inEntry("extensions of well-known names", {
    extensions: [
      { name: "media:thumbnail", attributes: { url: "http://HOST/t.png" } },
      { name: "source", attributes: { url: "http://HOST/feed.xml" }, text: "Blog A & co" },
      { name: "dc:creator", text: "Ann" },
    ],
  }),
];

const lists: readonly StressInput[] = [
  {
    name: "one entry twice",
    upstream: { head: upstreamHead(), entries: [upstreamEntry(), upstreamEntry(), neighbour] },
    posts: 2,
  },
  {
    name: "one entry twice, the second newer",
    upstream: {
      head: upstreamHead(),
      entries: [upstreamEntry(), upstreamEntry({ updated: "2026-01-01T05:00:00Z" }), neighbour],
    },
    posts: 2,
  },
  { name: "no entries", upstream: { head: upstreamHead(), entries: [] }, posts: 0 },
];

/** Inputs on which writers of feeds are known to throw, to write what is no feed, or to let one entry become two. */
export const stressInputs: readonly StressInput[] = [
  ...texts,
  ...characters,
  ...addresses,
  ...dates,
  ...people,
  ...categories,
  ...media,
  ...heads,
  ...extended,
  ...lists,
];

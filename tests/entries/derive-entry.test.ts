import { describe, expect, test } from "vitest";
import { deriveEntry } from "../../src/entries/derive-entry.ts";
import type { ImageCandidate, ParsedEntry, Text } from "../../src/model/feed.ts";

const html = (value: string): Text => ({ value, type: "html" });
const text = (value: string): Text => ({ value, type: "text" });

const nothing: ParsedEntry = {
  id: null,
  url: null,
  title: null,
  summary: null,
  content: null,
  baseUrl: "https://blog.example/",
  language: null,
  authors: [],
  categories: [],
  published: null,
  updated: null,
  images: [],
  enclosures: [],
  origLink: null,
  canonicalUrl: null,
  origin: null,
  commentsUrl: null,
  rights: null,
};

const derive = (over: Partial<ParsedEntry>): ReturnType<typeof deriveEntry> =>
  deriveEntry({ ...nothing, ...over });

describe("title", () => {
  test.each([
    [html("AT&amp;amp;T"), "AT&amp;T"],
    [text("AT&amp;T"), "AT&amp;T"],
    [text("Use of <b> in HTML"), "Use of <b> in HTML"],
    [html("<b>Bold</b> &amp; <i>new</i>"), "Bold & new"],
    [html("Vec<T> explained"), "Vec<T> explained"],
    [html("  two\n lines "), "two lines"],
    [html("rtl \u202etxt.exe"), "rtl txt.exe"],
    [html("&#8203;&shy;"), null],
    [text("\u2060 \u200b"), null],
    [text("zero\u200bwidth"), "zero\u200bwidth"],
    [html("<img src='x'>"), null],
    [html(""), null],
    [null, null],
  ])("%j becomes %j", (title, expected) => {
    expect(derive({ title }).title).toBe(expected);
  });
});

describe("summary and content", () => {
  test("HTML is sanitised and its addresses resolved", () => {
    const { contentHtml } = derive({ content: html('<p onclick="x()"><a href="a">b</a></p>') });
    expect(contentHtml).toBe('<p><a href="https://blog.example/a">b</a></p>');
  });

  test("without a base the article's own address is one", () => {
    const content = html('<img src="a.png">');
    const derived = derive({ content, baseUrl: null, url: "https://blog.example/one/" });
    expect(derived.contentHtml).toBe('<img src="https://blog.example/one/a.png" alt="" />');
  });

  test("text is escaped, its paragraphs and lines are kept", () => {
    expect(derive({ content: text("a <b> & c\n\nd\ne") }).contentHtml).toBe(
      "<p>a &lt;b&gt; &amp; c</p>\n<p>d<br />\ne</p>",
    );
  });

  test("what holds nothing safe is null", () => {
    expect(derive({ summary: html("<script>x()</script>") }).summaryHtml).toBeNull();
  });
});

describe("the text of an entry", () => {
  const kind = (over: Partial<ParsedEntry>): string => derive(over).text.kind;
  const long = "word ".repeat(151);

  test("declared content is content, however short", () => {
    expect(kind({ content: html("a …") })).toBe("content");
  });

  test.each([
    ["one block", "<p>a b c.</p>", "summary"],
    ["two blocks", "<p>a b c.</p><p>d</p>", "content"],
    ["over 150 words", long, "content"],
    ["150 words", "word ".repeat(150), "summary"],
    ["two blocks, the last cut off", "<p>a</p><p>b […]</p>", "summary"],
    [
      "many words and a link to the rest",
      `<p>${long}</p><p><a href="x">Read more</a></p>`,
      "summary",
    ],
    ["nothing but boilerplate", "<p>Comments</p>", "none"],
    ["nothing but an ellipsis", "…", "none"],
  ])("a lone summary with %s", (_, summary, expected) => {
    expect(kind({ summary: html(summary) })).toBe(expected);
  });

  test("a teaser loses its own ellipsis and is known to go on", () => {
    expect(derive({ summary: html("<p>a b […]</p>") }).text).toMatchObject({
      blocks: ["a b"],
      hasMore: true,
    });
  });

  test("where the content has no running text the summary speaks", () => {
    const derived = derive({ content: html("<img src='a.png'>"), summary: text("b") });
    expect(derived.text).toMatchObject({ kind: "summary", blocks: ["b"] });
  });
});

describe("authors", () => {
  const authors = (name: string | null, email: string | null = null): unknown =>
    derive({ authors: [{ name, email, url: null }] }).authors.map((a) => [a.name, a.email]);

  test.each([
    ["jane@x.example (Jane Doe)", "Jane Doe", "jane@x.example"],
    ["Jane Doe <jane@x.example>", "Jane Doe", "jane@x.example"],
    ["Jane Doe (jane@x.example)", "Jane Doe", "jane@x.example"],
    ['"Doe, Jane" <jane@x.example>', "Doe, Jane", "jane@x.example"],
    ["mailto:jane@x.example", null, "jane@x.example"],
    [" Jane\n Doe ", "Jane Doe", null],
    ["Jane (she)", "Jane (she)", null],
  ])("%s", (given, name, email) => {
    expect(authors(given)).toEqual([[name, email]]);
  });

  test("nobody twice, nobody without name and address", () => {
    const twice = ["Jane", "jane", "", "Joe"].map((name) => ({ name, email: null, url: null }));
    expect(derive({ authors: twice }).authors.map((a) => a.name)).toEqual(["Jane", "Joe"]);
  });

  test("only web addresses are kept", () => {
    const [author] = derive({
      authors: [{ name: "a", email: null, url: "javascript:x()" }],
    }).authors;
    expect(author?.url).toBeNull();
  });
});

test("categories are trimmed and kept once, whatever their case", () => {
  const categories = [" News ", "news", "", "\u200b", "Q\u202e&A"];
  expect(derive({ categories }).categories).toEqual(["News", "Q&A"]);
});

test("enclosures are web addresses, each once", () => {
  const enclosures = ["https://x.example/a.mp3", "file:///etc/passwd", "https://x.example/a.mp3"];
  const derived = derive({ enclosures: enclosures.map((url) => ({ url, type: null, length: 1 })) });
  expect(derived.enclosures).toEqual([{ url: "https://x.example/a.mp3", type: null, length: 1 }]);
});

describe("cover", () => {
  const candidate = (
    place: ImageCandidate["place"],
    url: string,
    width: number | null = null,
  ): ImageCandidate => ({ url, place, width, height: null });

  test("the place decides, not the order", () => {
    const images = [
      candidate("enclosure", "https://x.example/e.jpg"),
      candidate("media:thumbnail", "https://x.example/t.jpg"),
    ];
    expect(derive({ images }).image).toBe("https://x.example/t.jpg");
  });

  test("of several sizes the larger is taken, of several pictures the first", () => {
    const sizes = [140, 460].map((w) =>
      candidate("media:content", `https://x.example/${w}.jpg`, w),
    );
    const pictures = [700, 900].map((w) =>
      candidate("media:content", `https://x.example/${w}.jpg`, w),
    );
    expect(derive({ images: sizes }).image).toBe("https://x.example/460.jpg");
    expect(derive({ images: pictures }).image).toBe("https://x.example/700.jpg");
  });

  test("an image in the content comes after what the feed names, before the page's", () => {
    const content = html('<img src="/c.jpg">');
    const page = candidate("page", "https://x.example/p.jpg");
    const itunes = candidate("itunes:image", "https://x.example/i.jpg");
    expect(derive({ content, images: [page] }).image).toBe("https://blog.example/c.jpg");
    expect(derive({ content, images: [page, itunes] }).image).toBe("https://x.example/i.jpg");
    expect(derive({ images: [page] }).image).toBe("https://x.example/p.jpg");
  });

  test.each([
    "https://secure.gravatar.com/avatar/0?s=96",
    "https://x.example/p.gif?x=1",
    "javascript:x()",
    "https://pixel.wp.com/b.gif",
  ])("never %s", (url) => {
    const width = url.includes("p.gif") ? 1 : null;
    expect(derive({ images: [candidate("media:content", url, width)] }).image).toBeNull();
  });

  test.each([
    '<img src="/rss-icon.png">',
    '<img src="/a.jpg" class="avatar">',
    '<img src="/a.png" width="16" height="16">',
    '<img src="https://img.shields.io/npm/v/x">',
    '<img src="data:image/png;base64,AAAA">',
    '<img src="https://l.wordpress.com/latex.php?latex=x">',
  ])("the first real image in the content is none of these: %s", (image) => {
    const content = html(`${image}<img src="/real.jpg">`);
    expect(derive({ content }).image).toBe("https://blog.example/real.jpg");
  });

  test("a folder named rss holds covers like any other", () => {
    expect(derive({ content: html('<img src="/rss/cover.jpg">') }).image).toBe(
      "https://blog.example/rss/cover.jpg",
    );
  });
});

test("the same entry always derives to the same", () => {
  const entry = { ...nothing, content: html("<p>a</p><img src='b.png'>"), title: html("t") };
  expect(deriveEntry(entry)).toEqual(deriveEntry(structuredClone(entry)));
});

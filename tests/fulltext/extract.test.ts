import { expect, test } from "vitest";
import { extractPage } from "../../src/fulltext/extract.ts";
import { isPageType, pageContentType } from "../../src/fulltext/page-charset.ts";
import { withPage } from "../../src/fulltext/with-page.ts";
import { deriveEntry } from "../../src/entries/derive-entry.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";
import { rssOf } from "../support/feed-site.ts";

const pageUrl = "https://blog.example/posts/1";

function words(count: number): string {
  return Array.from({ length: count }, (_, index) => `word${index}`).join(" ");
}

function pageOf(article: string, head = ""): string {
  return `<!doctype html><html><head><title>Story</title>${head}</head><body>
    <nav><a href="/">Home</a><a href="/about">About</a></nav>
    <article><h1>Story</h1>${article}</article>
    <footer>Imprint, terms and conditions</footer></body></html>`;
}

test("takes the article out of its page, safe and with absolute addresses", () => {
  const article = `<p>${words(80)}</p><p onclick="x()">${words(40)} <a href="../2">next</a>
    <script>steal()</script><img src="big.png" width="800"></p>`;
  const page = extractPage(pageOf(article), pageUrl);
  expect(page?.html).toContain("word79");
  expect(page?.html).toContain('href="https://blog.example/2"');
  expect(page?.html).toContain('src="https://blog.example/posts/big.png"');
  expect(page?.html).not.toMatch(/script|steal|onclick|Imprint|About/);
});

test("reads picture and author of a page from where it names them", () => {
  const head = `<meta property="og:image" content="/cover.jpg"><meta name="author" content="Jo Doe">`;
  expect(extractPage(pageOf(`<p>${words(90)}</p>`, head), pageUrl)).toMatchObject({
    imageUrl: "https://blog.example/cover.jpg",
    author: "Jo Doe",
  });
  const bad = `<meta property="og:image" content="javascript:alert(1)"><meta name="author" content="https://x.example/jo">`;
  expect(extractPage(pageOf(`<p>${words(90)}</p>`, bad), pageUrl)).toMatchObject({
    imageUrl: null,
    author: null,
  });
});

test("a page's own base counts for its addresses", () => {
  const head = `<base href="https://cdn.example/a/"><meta property="og:image" content="b.png">`;
  const page = extractPage(pageOf(`<p>${words(90)}</p>`, head), pageUrl);
  expect(page?.imageUrl).toBe("https://cdn.example/a/b.png");
});

test("pages made to be slow are refused or read in seconds", () => {
  const startedAt = performance.now();
  expect(extractPage("<p>a</p>".repeat(50_000), pageUrl)).toBeNull();
  for (const unit of ["<ul><li>a", "<span><font>", "<div>", "<b><i><p>x"]) {
    extractPage(pageOf(unit.repeat(2_000)), pageUrl);
  }
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});

test("what is no page at all gives nothing and breaks nothing", () => {
  for (const text of ["", "plain words", "<", "\u0000<html", "<!doctype html>", "{}"]) {
    expect(extractPage(text, pageUrl)?.imageUrl ?? null).toBeNull();
  }
});

test("a page's charset is its header's, else the one its head names", () => {
  const bytes = Buffer.from('<html><head><meta charset="windows-1251">');
  expect(pageContentType(bytes, "text/html")).toBe("text/html; charset=windows-1251");
  expect(pageContentType(bytes, "text/html; charset=utf-8")).toBe("text/html; charset=utf-8");
  expect(pageContentType(Buffer.from("<html>"), null)).toBeNull();
});

test("only HTML is a page", () => {
  expect(
    [null, "text/html", "Text/HTML; charset=x", "application/xhtml+xml"].every(isPageType),
  ).toBe(true);
  expect(["application/pdf", "image/png", "text/htmlx", "video/mp4"].some(isPageType)).toBe(false);
});

function entryOf(html: string, author = "") {
  const text = rssOf("Blog", [{ id: "1", html }]).replace("</item>", `${author}</item>`);
  const [entry] = parseFeed(Buffer.from(text), {
    url: "https://blog.example/feed",
    contentType: null,
  }).entries;
  if (entry === undefined) throw new Error("no entry");
  return entry;
}

test("the longer text is shown: the page's where it has more, the feed's own where the page has less", () => {
  const page = { html: `<p>${words(50)}</p>`, imageUrl: null, author: null };
  const short = entryOf("A teaser …");
  const filled = withPage(short, page, deriveEntry(short).text);
  expect(filled === null ? null : deriveEntry(filled)).toMatchObject({
    contentHtml: `<p>${words(50)}</p>`,
    text: { kind: "content", words: 50 },
  });
  const long = entryOf(`<p>${words(60)}</p>`);
  expect(withPage(long, page, deriveEntry(long).text)).toBeNull();
});

test("the page's picture is the last choice, its author the first where the feed knows none", () => {
  const page = { html: null, imageUrl: "https://blog.example/og.jpg", author: "Jo Doe" };
  const bare = entryOf("A teaser …");
  const filled = withPage(bare, page, deriveEntry(bare).text);
  expect(filled === null ? null : deriveEntry(filled)).toMatchObject({
    image: "https://blog.example/og.jpg",
    authors: [{ name: "Jo Doe" }],
  });
  const own = entryOf(
    '<p><img src="https://blog.example/own.jpg" width="600" height="400">text</p>',
    "<author>ann@blog.example (Ann)</author>",
  );
  const kept = withPage(own, page, deriveEntry(own).text);
  expect(kept === null ? null : deriveEntry(kept)).toMatchObject({
    image: "https://blog.example/own.jpg",
    authors: [{ name: "Ann" }],
  });
});

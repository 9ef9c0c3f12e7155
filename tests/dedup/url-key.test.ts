import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { urlKey } from "../../src/dedup/url-key.ts";

const plain = "https://blog.example/2024/05/on-feeds";

describe("addresses of one article have one key", () => {
  it.each([
    ["scheme", "http://blog.example/2024/05/on-feeds"],
    ["upper case host and default port", "https://BLOG.Example:443/2024/05/on-feeds"],
    ["the other default port", "https://blog.example:80/2024/05/on-feeds"],
    ["www", "https://www.blog.example/2024/05/on-feeds"],
    ["mobile host", "https://m.blog.example/2024/05/on-feeds"],
    ["AMP host", "https://amp.blog.example/2024/05/on-feeds"],
    ["dot behind the host", "https://blog.example./2024/05/on-feeds"],
    ["trailing slash", "https://blog.example/2024/05/on-feeds/"],
    ["doubled slashes", "https://blog.example//2024/05//on-feeds"],
    ["dot segments", "https://blog.example/2024/./04/../05/on-feeds"],
    ["index file", "https://blog.example/2024/05/on-feeds/index.html"],
    ["AMP path", "https://blog.example/2024/05/on-feeds/amp/"],
    ["AMP parameter", "https://blog.example/2024/05/on-feeds?outputType=amp"],
    ["AMP prefix", "https://blog.example/amp/2024/05/on-feeds"],
    ["escaped letters", "https://blog.example/2024/05/on%2Dfe%65ds"],
    ["empty query", "https://blog.example/2024/05/on-feeds?"],
    ["campaign", "https://blog.example/2024/05/on-feeds?utm_source=rss&utm_medium=rss"],
    [
      "campaign escaped twice",
      "https://blog.example/2024/05/on-feeds?utm_source=a&amp;utm_medium=b",
    ],
    ["click id", "https://blog.example/2024/05/on-feeds?fbclid=IwAR0"],
    ["newsletter", "https://blog.example/2024/05/on-feeds?mc_cid=1&mc_eid=2"],
    ["feed as ref", "https://blog.example/2024/05/on-feeds?ref=rss"],
    ["site as ref", "https://blog.example/2024/05/on-feeds?ref=news.example"],
    ["Medium's source", "https://blog.example/2024/05/on-feeds?source=rss-63d85d3a9b------2"],
    ["short s", "https://blog.example/2024/05/on-feeds?s=20"],
    ["mobile view", "https://blog.example/2024/05/on-feeds?m=1"],
    ["session", "https://blog.example/2024/05/on-feeds;jsessionid=0A1B?PHPSESSID=f00"],
    ["comments fragment", "https://blog.example/2024/05/on-feeds#comments"],
    ["text fragment", "https://blog.example/2024/05/on-feeds#:~:text=feeds"],
    ["search redirector", `https://www.google.com/url?sa=t&url=${encodeURIComponent(plain)}&usg=x`],
    ["AMP viewer", "https://www.google.com/amp/s/blog.example/2024/05/on-feeds"],
    ["AMP cache", "https://blog-example.cdn.ampproject.org/c/s/blog.example/2024/05/on-feeds"],
    ["social redirector", `https://l.facebook.com/l.php?u=${encodeURIComponent(plain)}&h=AT0`],
    [
      "news redirector",
      `https://www.bing.com/news/apiclick.aspx?ref=F&url=${encodeURIComponent(plain)}`,
    ],
    ["referrer hider", `https://href.li/?${plain}`],
    ["archive", `https://web.archive.org/web/20240506070809/${plain}`],
    ["archived redirector", `https://archive.ph/newest/https://href.li/?${plain}`],
  ])("%s", (_, url) => {
    expect(urlKey(url)).toBe(urlKey(plain));
  });
});

describe("what names the article stays in the key", () => {
  it.each([
    ["id", "https://a.example/?id=1", "https://a.example/?id=2"],
    ["p", "https://a.example/?p=1", "https://a.example/?p=2"],
    ["t", "https://a.example/viewtopic.php?t=1", "https://a.example/viewtopic.php?t=2"],
    ["v", "https://a.example/watch?v=aB", "https://a.example/watch?v=ab"],
    ["s with a word", "https://a.example/?s=pears", "https://a.example/?s=apples"],
    ["ref with a word", "https://a.example/?ref=volume-1", "https://a.example/?ref=volume-2"],
    ["month archive", "https://a.example/?m=202401", "https://a.example/?m=202402"],
    ["language", "https://a.example/on-feeds", "https://a.example/on-feeds?lang=de"],
    ["page", "https://a.example/on-feeds", "https://a.example/on-feeds?page=2"],
    ["case of the path", "https://a.example/Ab", "https://a.example/aB"],
    ["a person's subdomain", "https://anna.a.example/hi", "https://bert.a.example/hi"],
    ["another port", "https://a.example:8080/hi", "https://a.example/hi"],
    ["route in the fragment", "https://a.example/#/post/1", "https://a.example/#/post/2"],
    ["hash-bang", "https://a.example/#!/post/1", "https://a.example/#!/post/2"],
    ["anchor of a change log", "https://a.example/changes#v2-3", "https://a.example/changes#v2-4"],
    ["comment", "https://a.example/hi#comment-1", "https://a.example/hi#comment-2"],
    ["opaque redirector", "https://t.co/abc", "https://t.co/abd"],
  ])("%s", (_, a, b) => {
    expect(urlKey(a)).not.toBe(urlKey(b));
  });

  it("the order of parameters does not count", () => {
    expect(urlKey("https://a.example/?b=2&a=1")).toBe(urlKey("https://a.example/?a=1&b=2"));
  });

  it.each([
    "mailto:a@a.example",
    "data:text/plain,x",
    "/relative",
    "",
    `https://a.example/${"x".repeat(5000)}`,
  ])("%.20s has no key", (url) => {
    expect(urlKey(url)).toBeNull();
  });
});

it("the key of a key is the key", () => {
  const host = fc.constantFrom(
    "a.example",
    "www.m.a.example",
    "amp.b.example:8080",
    "xn--bcher-kva.example",
  );
  const part = fc.constantFrom(
    "",
    "amp",
    "index.html",
    "2024",
    "on%2dfeeds",
    "b\u00fccher",
    "%C3%BC",
    ";jsessionid=1",
    "x.amp",
    "..",
    "%25",
    "+",
  );
  const query = fc.constantFrom(
    "",
    "utm_source=a",
    "amp;utm_medium=b",
    "id=1",
    "q=a+b",
    "q=%26",
    "s=20",
    "id",
    "?",
  );
  const address = fc.record({
    host,
    path: fc.array(part, { maxLength: 4 }),
    query: fc.array(query, { maxLength: 3 }),
    fragment: fc.constantFrom("", "#", "#comments", "#/post/1", "#a%20b", "#:~:text=x"),
  });
  fc.assert(
    fc.property(address, (parts) => {
      const url = `http://${parts.host}/${parts.path.join("/")}?${parts.query.join("&")}${parts.fragment}`;
      const key = urlKey(url);
      expect(key).not.toBeNull();
      expect(urlKey(`https://${key ?? ""}`)).toBe(key);
    }),
    { numRuns: 1000 },
  );
});

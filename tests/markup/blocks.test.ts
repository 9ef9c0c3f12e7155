import { describe, expect, test } from "vitest";
import { textBlocks } from "../../src/markup/blocks.ts";
import { isReadMore, withoutTeaserEnd } from "../../src/markup/boilerplate.ts";
import { countWords, firstWords } from "../../src/markup/words.ts";

const blocks = (html: string): readonly string[] => textBlocks(html, 1000).blocks;

describe("blocks", () => {
  test("headings, paragraphs and list items are blocks, in order", () => {
    expect(blocks("<h2>a</h2><p>b <b>c</b></p><ul><li>d</li><li>e</li></ul>f")).toEqual([
      "a",
      "b c",
      "d",
      "e",
      "f",
    ]);
  });

  test("two line breaks part blocks, one does not", () => {
    expect(blocks("a<br />b<br /> <br />c")).toEqual(["a b", "c"]);
  });

  test("figures, captions, code and tables are no running text", () => {
    const html =
      "<figure><figcaption>x</figcaption></figure><pre><code>x</code></pre>" +
      "<table><tr><td><p>x</p></td></tr></table><p>see <code>main()</code></p>";
    expect(blocks(html)).toEqual(["see main()"]);
  });

  test("a page laid out in a table is read all the same", () => {
    expect(blocks("<table><tr><td><p>a</p><p>b</p></td></tr></table>")).toEqual(["a", "b"]);
  });

  test.each([
    "The post A title appeared first on A blog.",
    "The post A title first appeared on A blog.",
    "This article was originally published on A blog.",
    "Continue reading A title →",
    "[link] [comments]",
  ])("boilerplate is left out: %s", (sentence) => {
    expect(blocks(`<p>a</p><p>${sentence}</p>`)).toEqual(["a"]);
  });

  test.each(["More than a hundred people came.", "Related work is discussed below."])(
    "what only begins like boilerplate stays: %s",
    (sentence) => {
      expect(blocks(`<p>${sentence}</p>`)).toEqual([sentence]);
    },
  );

  test("no more words than asked for are kept, all are counted", () => {
    const text = textBlocks("<p>a b c</p><p>d e f</p><p>g</p>", 4);
    expect(text).toMatchObject({ blocks: ["a b c", "d"], hasMore: true, words: 7 });
  });

  test("captions, code and tables count for the reading time", () => {
    expect(textBlocks("<p>a</p><pre>b c</pre>", 10).words).toBe(3);
  });
});

describe("teasers", () => {
  test.each(["a b …", "a b [...]", "a b […]", "a b (more…)", "a b <a href='x'>Read more »</a>"])(
    "%s is one",
    (html) => {
      expect(textBlocks(`<p>${html}</p>`, 10).isTeaser).toBe(true);
    },
  );

  test("also with the link in a block of its own", () => {
    expect(textBlocks("<p>a b.</p><p><a href='x'>Read more</a></p>", 10).isTeaser).toBe(true);
  });

  test("a text that ends in words is none", () => {
    expect(textBlocks("<p>We need more time</p>", 10).isTeaser).toBe(false);
  });

  test("the end of a teaser can be taken off", () => {
    expect(withoutTeaserEnd("one two […]")).toBe("one two");
    expect(withoutTeaserEnd("one two.")).toBeNull();
    expect(isReadMore("Read more about it")).toBe(true);
  });
});

describe("words", () => {
  test.each([
    ["one two, three", 3, 0],
    ["one — two & 3", 3, 0],
    ["大規模言語モデル", 0, 8],
    ["AI模型 works", 2, 2],
    ["l’été naïve", 2, 0],
    ["", 0, 0],
  ])("%s", (text, words, cjkCharacters) => {
    expect(countWords(text)).toEqual({ words, cjkCharacters });
  });

  test("two CJK characters are one word, a run is cut inside", () => {
    expect(firstWords("one two three", 2)).toBe("one two");
    expect(firstWords("日本語の文章です", 2)).toBe("日本語の");
    expect(firstWords("ab 日本語の文章", 3)).toBe("ab 日本語の");
    expect(firstWords("one", 5)).toBe("one");
  });
});

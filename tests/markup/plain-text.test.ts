import { expect, test } from "vitest";
import { plainText, plainTitle } from "../../src/markup/plain-text.ts";

test("tags go, their text stays", () => {
  expect(plainText("A <b>bold</b> <a href='x'>link</a>")).toBe("A bold link");
});

test("references are undone exactly once", () => {
  expect(plainText("AT&amp;amp;T &lt;b&gt; &#8217;&eacute;&hellip;")).toBe("AT&amp;T <b> ’é…");
});

test("numbers 128 to 159 mean windows-1252, as browsers read them", () => {
  expect(plainText("it&#146;s")).toBe("it’s");
});

test("a bare ampersand and a bare less-than sign are text", () => {
  expect(plainText("R&D: a < b & c")).toBe("R&D: a < b & c");
});

test("script, style and comments are no text", () => {
  expect(plainText("a<script>x()</script><style>p{}</style><!-- c -->b")).toBe("ab");
});

test("what stands in a CDATA section is text", () => {
  expect(plainText("<![CDATA[a & b]]>")).toBe("a & b");
});

test("blocks and line breaks part words, inline elements do not", () => {
  expect(plainText("<p>one</p><p>two</p>three<br>fo<i>ur</i>")).toBe("one two three four");
});

test("white space is folded, no-break spaces too", () => {
  expect(plainText(" a\n\t b &nbsp; c ")).toBe("a b c");
});

test("control characters and lone surrogates never come out", () => {
  expect(plainText("a\u0000b&#1;c\ud800d")).toBe("abc\ufffdd");
});

test("in a title, a tag of no HTML element is text", () => {
  expect(plainTitle("Vec<T> and <b>bold</b> #include <Stdio>")).toBe(
    "Vec<T> and bold #include <Stdio>",
  );
  expect(plainTitle("</example>")).toBe("</example>");
  expect(plainTitle("a<o:p></o:p><p>b")).toBe("a b");
  expect(plainTitle("The <script> tag and <title>")).toBe("The <script> tag and <title>");
  expect(plainTitle("a<script>x()</script>b")).toBe("ab");
});

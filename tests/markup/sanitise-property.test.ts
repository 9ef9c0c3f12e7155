import * as fc from "fast-check";
import { expect, test } from "vitest";
import { textBlocks } from "../../src/markup/blocks.ts";
import { plainText } from "../../src/markup/plain-text.ts";
import { sanitiseHtml } from "../../src/markup/sanitise.ts";

const base = "https://blog.example/";

const pieces = [
  "<",
  ">",
  "/",
  "=",
  '"',
  "'",
  "&",
  ";",
  "!",
  "-->",
  "<!--",
  "<![CDATA[",
  "]]>",
  " ",
  "\n",
  "\u0000",
  "\ud800",
  "<p>",
  "</p>",
  "<div",
  "<b>",
  "</b>",
  "<a href=",
  "<a>",
  "</a>",
  "javascript:x()",
  "https://x.example/",
  "onload=x()",
  "<img src=",
  "srcset=",
  "<svg>",
  "</svg>",
  "<math>",
  "<mtext>",
  "<style>",
  "</style>",
  "<script>",
  "</script>",
  "<iframe src=",
  "https://www.youtube.com/embed/a",
  "</iframe>",
  "<noscript>",
  "</noscript>",
  "<template>",
  "<title>",
  "<textarea>",
  "</textarea>",
  "<xmp>",
  "</xmp>",
  "<table>",
  "<tr>",
  "<td>",
  "<li>",
  "<form>",
  "<select>",
  "<option>",
  "<plaintext>",
  "<base href=",
  "<feedloom-player src=",
  "&lt;",
  "&#106;",
  "&colon;",
  "&amp;lt;",
  "text",
  "日本",
];

const html = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), {
    maxLength: 40,
  })
  .map((parts) => parts.join(""));

const safeTag = /^<\/?[a-z][a-z0-9]*(?: [a-z]+(?:="[^"<>]*")?)*(?: \/)?>$/;
const activeTag =
  /^<\/?(?:script|style|svg|math|form|input|select|object|embed|base|meta|link|template|noscript|feedloom-player)\b/;

/** Why the result is not what it must be, or null. */
function fault(result: string): string | null {
  const open: string[] = [];
  for (const [tag] of result.matchAll(/<[^>]*>?/g)) {
    if (!safeTag.test(tag) || activeTag.test(tag)) return `tag ${tag}`;
    if (/ on[a-z]+=|javascript:/i.test(tag) && !/https:[^"]*javascript:/.test(tag))
      return `attribute in ${tag}`;
    const name = /[a-z0-9]+/.exec(tag)?.[0] ?? "";
    if (tag.startsWith("</") && open.pop() !== name) return `end tag ${tag}`;
    if (!tag.startsWith("</") && !tag.endsWith("/>")) open.push(name);
  }
  return open.length > 0 ? `never closed: ${open.join()}` : null;
}

test("whatever comes in, balanced and inactive HTML comes out, and says the same when cleaned again", () => {
  fc.assert(
    fc.property(html, (input) => {
      const once = sanitiseHtml(input, base);
      expect(fault(once)).toBeNull();
      expect(once).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\]\]>/);
      expect(once.isWellFormed()).toBe(true);
      const twice = sanitiseHtml(once, base);
      expect(fault(twice)).toBeNull();
      expect(plainText(twice).replace(/\s+/g, "")).toBe(plainText(once).replace(/\s+/g, ""));
    }),
    { numRuns: 3000 },
  );
});

test("the blocks of clean HTML hold the same words as its plain text", () => {
  fc.assert(
    fc.property(html, (input) => {
      const clean = sanitiseHtml(input, base);
      // Tables, code and players are left out of blocks on purpose.
      fc.pre(!/<(?:table|pre|iframe|figure|caption)\b/.test(clean));
      const words = textBlocks(clean, 10_000).blocks.join(" ").replace(/\s+/g, "");
      expect(words).toBe(plainText(clean).replace(/\s+/g, ""));
    }),
    { numRuns: 2000 },
  );
});

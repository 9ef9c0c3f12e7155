import { Tokenizer } from "htmlparser2";
import { tokenizerCallbacks } from "./html-events.ts";

/** Deeper nesting is flattened. Browsers stop at 512 levels; the deepest of 4,700 articles of captured feeds has 26. */
export const maxDepth = 200;

/** Characters of one article that are read; the longest of the captured feeds has 145,000. */
const maxHtmlLength = 4 * 1024 * 1024;

/** With fewer tags than this the parser's stack cannot get slow, so most articles are not read twice. */
const fewTags = 4000;

const voidElements: ReadonlySet<string> = new Set(
  "area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr".split(
    " ",
  ),
);

/** Elements whose next start tag ends them: old HTML has thousands of unclosed ones, none of them deeper than the first. */
const closesItself: ReadonlySet<string> = new Set("p li dt dd tr td th option a".split(" "));

/**
 * HTML that the sanitiser reads in linear time: cut at `maxHtmlLength`, and without the tags that would nest deeper than
 * `maxDepth` (their text stays). htmlparser2's parser takes quadratic time on 100,000 unclosed tags, so the bound must
 * hold before it.
 */
export function boundHtml(html: string): string {
  const cut = html.length > maxHtmlLength ? cutBeforeTag(html) : html;
  return hasFewTags(cut) ? cut : withoutDeepTags(cut, maxDepth);
}

/** The same at most `depth` deep, however few tags there are: for what works through the tree again and again. */
export function flattenHtml(html: string, depth: number): string {
  return withoutDeepTags(html.length > maxHtmlLength ? cutBeforeTag(html) : html, depth);
}

function cutBeforeTag(html: string): string {
  const end = html.lastIndexOf("<", maxHtmlLength);
  return html.slice(0, end > 0 ? end : maxHtmlLength);
}

function hasFewTags(html: string): boolean {
  if (html.length <= fewTags) return true;
  let at = html.indexOf("<");
  for (let tags = 1; at !== -1; tags += 1) {
    if (tags > fewTags) return false;
    at = html.indexOf("<", at + 1);
  }
  return true;
}

/** The tokenizer tells a tag's name before its end, so a tag to drop is remembered until then. */
function withoutDeepTags(html: string, depth: number): string {
  const open: string[] = [];
  let kept = "";
  let keptUntil = 0;
  let dropFrom: number | null = null;
  const endOfTag = (end: number): void => {
    if (dropFrom === null) return;
    kept += html.slice(keptUntil, dropFrom);
    keptUntil = end + 1;
    dropFrom = null;
  };
  const callbacks = tokenizerCallbacks({
    onopentagname: (start, end) => {
      const name = html.slice(start, end).toLowerCase();
      if (voidElements.has(name) || (closesItself.has(name) && open.at(-1) === name)) return;
      if (open.length < depth) open.push(name);
      else dropFrom = start - 1;
    },
    onopentagend: endOfTag,
    onselfclosingtag: endOfTag,
    onclosetag: (start, end) => {
      const at = open.lastIndexOf(html.slice(start, end).toLowerCase());
      if (at !== -1) open.length = at;
    },
  });
  const tokenizer = new Tokenizer({ decodeEntities: false }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
  return kept + html.slice(keptUntil);
}

import { BlockList, type TextBlocks } from "./block-list.ts";
import { blockElements } from "./element-kinds.ts";
import { readCleanHtml } from "./clean-html-events.ts";

/** Elements whose text does not belong to the running text: pictures and their captions, code, tables, players. */
const asideElements = "figure figcaption pre table caption audio video iframe".split(" ");
const notRunningText: ReadonlySet<string> = new Set(asideElements);
/** For pages laid out in tables: all of their text stands in one. */
const notTextInTables: ReadonlySet<string> = new Set(
  asideElements.filter((name) => name !== "table"),
);

/**
 * The text blocks of sanitised (balanced) HTML, in order, and the words of its whole text. A block is what stands on
 * its own lines: a paragraph, heading, list item, or what two line breaks part. Blocks of boilerplate are left out.
 */
export function textBlocks(html: string, maxWords: number): TextBlocks {
  const blocks = collectBlocks(html, { maxWords, skipped: notRunningText });
  if (blocks.blocks.length > 0 || !html.includes("<table")) return blocks;
  return collectBlocks(html, { maxWords, skipped: notTextInTables });
}

type Collecting = { readonly maxWords: number; readonly skipped: ReadonlySet<string> };

function collectBlocks(html: string, { maxWords, skipped }: Collecting): TextBlocks {
  const all = new BlockList(maxWords);
  let text = "";
  let skipDepth = 0;
  let breaks = 0;
  const endBlock = (): void => {
    all.add(text, skipDepth === 0);
    text = "";
    breaks = 0;
  };
  const lineBreak = (): void => {
    breaks += 1;
    if (breaks > 1) endBlock();
    else text += " ";
  };
  readCleanHtml(html, {
    onText: (part) => {
      text += part;
      if (breaks > 0 && /\S/.test(part)) breaks = 0;
    },
    onOpen: (name) => {
      if (name === "br") return lineBreak();
      if (blockElements.has(name) || skipped.has(name)) endBlock();
      if (skipped.has(name)) skipDepth += 1;
    },
    onClose: (name) => {
      if (blockElements.has(name) || skipped.has(name)) endBlock();
      if (skipped.has(name)) skipDepth = Math.max(0, skipDepth - 1);
    },
  });
  endBlock();
  return all.finish();
}

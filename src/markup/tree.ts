import { Tokenizer } from "htmlparser2";
import { treeBounds } from "./tree-bounds.ts";
import type { TreeBounds } from "./tree-bounds.ts";
import { TreeBuilder } from "./tree-builder.ts";
import type { Tree } from "./tree-node.ts";
import { repairText } from "./tree-repair.ts";

/**
 * Reads XML, however broken, in linear time: bare `&` and `<`, unknown entities, unquoted attributes, crossed and
 * unclosed tags, a cut-off end. Nothing is expanded or fetched.
 * @throws ParseError `too-complex` as soon as a bound is crossed.
 */
export function readTree(source: string, bounds: TreeBounds = treeBounds): Tree {
  const text = repairText(source);
  const builder = new TreeBuilder(text, bounds);
  // The builder undoes references itself: so the tokenizer skips from tag to tag instead of reading every character.
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, builder);
  tokenizer.write(text);
  tokenizer.end();
  return { text, root: builder.root };
}

import { isMap, isScalar, isSeq, visit } from "yaml";
import type { Document, Node, YAMLError } from "yaml";

/** A bracket or quote without its end, and what to say of it. */
export type Unclosed = {
  /** Where it opens. */
  readonly offset: number;
  readonly words: readonly [message: string, hint: string];
};

/**
 * Where the bracket or quote opens whose end is missing; null for any other error. The parser tells where it noticed: for
 * a quote that is the end of the file.
 */
export function unclosedAt(document: Document.Parsed, error: YAMLError): Unclosed | null {
  const found = error.pos[0];
  const bracket = /must be sufficiently indented and end with a ([\]}])/.exec(error.message)?.[1];
  const quote = /Missing closing (['"])quote/.exec(error.message)?.[1];
  const isOpen = bracket === undefined ? isQuoted(quote) : isBracketed(bracket);
  if (bracket === undefined && quote === undefined) return null;
  const offset = lastBefore(document, found, isOpen);
  if (offset === null) return null;
  return bracket === undefined
    ? { offset, words: ["this quote is not closed", `end the text with ${quote}`] }
    : {
        offset,
        words: [`this ${bracket === "]" ? "[" : "{"} is not closed`, `end it with ${bracket}`],
      };
}

function isBracketed(bracket: string): (node: Node) => boolean {
  return bracket === "]"
    ? (node) => isSeq(node) && node.flow === true
    : (node) => isMap(node) && node.flow === true;
}

function isQuoted(quote: string | undefined): (node: Node) => boolean {
  const type = quote === "'" ? "QUOTE_SINGLE" : "QUOTE_DOUBLE";
  return (node) => isScalar(node) && node.type === type;
}

/** The last such node that begins before `found` and does not end before it. */
function lastBefore(
  document: Document.Parsed,
  found: number,
  isWanted: (node: Node) => boolean,
): number | null {
  let last: number | null = null;
  visit(document, {
    Node: (_key, node) => {
      const [start = Infinity, end = 0] = node.range ?? [];
      if (start < found && end >= found - 1 && isWanted(node)) last = start;
    },
  });
  return last;
}

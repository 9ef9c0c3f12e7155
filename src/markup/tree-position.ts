import type { DocumentPosition } from "../model/errors.ts";

const contextCharacters = 30;

/** Where `offset` stands in `text`: 1-based line and column, and up to 60 characters around it on one line. */
export function positionAt(text: string, offset: number): DocumentPosition {
  const at = Math.max(0, Math.min(offset, text.length));
  let line = 1;
  let lineStart = 0;
  for (
    let next = text.indexOf("\n");
    next !== -1 && next < at;
    next = text.indexOf("\n", next + 1)
  ) {
    line += 1;
    lineStart = next + 1;
  }
  const near = text.slice(Math.max(0, at - contextCharacters), at + contextCharacters);
  return {
    line,
    column: at - lineStart + 1,
    near: near.replace(/\s+/g, " ").trim().toWellFormed(),
  };
}

/** The position as the end of an operator's sentence: `at line 3, column 7, near "<item>"`. */
export function describePosition(position: DocumentPosition): string {
  return `at line ${position.line}, column ${position.column}, near ${JSON.stringify(position.near)}`;
}

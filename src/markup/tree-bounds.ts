import { ParseError } from "../model/errors.ts";
import { describePosition, positionAt } from "./tree-position.ts";

/**
 * What one document may hold. The largest captured feeds stay under a tenth of each; without bounds a few hundred
 * kilobytes of unclosed tags cost minutes and a gigabyte.
 */
export type TreeBounds = {
  readonly depth: number;
  readonly elements: number;
  readonly attributesOfElement: number;
};

export const treeBounds: TreeBounds = { depth: 512, elements: 500_000, attributesOfElement: 1_000 };

/** @throws ParseError `too-complex`, naming the bound and the place where the document crosses it. */
export function refuseAsTooComplex(what: string, text: string, offset: number): never {
  const position = positionAt(text, offset);
  throw new ParseError(
    "too-complex",
    `The document has more than ${what} (${describePosition(position)}), so it was not read.`,
    { position },
  );
}

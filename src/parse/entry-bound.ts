import { ParseError } from "../model/errors.ts";

/** Ten times the largest feed we know of; each entry costs some kilobytes on its way to the store. */
const mostEntries = 50_000;

/** Throws ParseError `too-complex` for a document of too many entries. */
export function boundEntries(count: number): void {
  if (count <= mostEntries) return;
  throw new ParseError(
    "too-complex",
    `The document has ${count} entries, more than the ${mostEntries} that are read.`,
  );
}

/**
 * Archives (RFC 5005) are blocks of entry numbers. An entry's number is given once, in the order in which entries come,
 * whatever their dates: a block that is full never gains an entry.
 */
const blockSize = 100;

/** Entry numbers, the first and the last. */
export type NumberRange = { readonly from: number; readonly to: number };

/** The block of an entry number, from 1. */
export function archiveBlock(number: number): number {
  return Math.floor((number - 1) / blockSize) + 1;
}

/** The entry numbers of a block. */
export function archiveRange(block: number): NumberRange {
  return { from: (block - 1) * blockSize + 1, to: block * blockSize };
}

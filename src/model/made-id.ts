/**
 * The id of an entry that has none of its own: the same again after a lost database, so nothing of the clock goes in.
 * No host either: the address of a private source is nobody's business.
 */
export function madeAtomId(sourceId: string, identity: string): string {
  return `tag:feedloom.invalid,2026:${sourceId}/${identity}`;
}

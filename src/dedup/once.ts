/** A value that is made when it is first asked for: most pairs of entries are told apart by a few cheap ones. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

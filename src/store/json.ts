/**
 * JSON that the store itself wrote: its shape is the type `T` it was written from, and checking it again would cost
 * more than reading it.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names what it wrote.
export function storedJson<T>(text: string): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above: we wrote it.
  return JSON.parse(text) as T;
}

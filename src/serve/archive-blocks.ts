import type { Folder } from "./address.ts";
import type { Generation } from "./generation.ts";
import { findSelection, type Selection } from "./selection.ts";
import type { Site } from "./site.ts";

/** Entry numbers in one archive: it holds at most so many posts, rendered in some tens of milliseconds. */
const blockSize = 100;

/** One archive document of a selection (RFC 5005, section 4), from 1. */
export type Archive = { readonly selection: Selection; readonly block: number };

/** The archive in a folder below `/archive/`; null where there can be none. */
export function findArchive(folder: Folder, generation: Generation): Archive | null {
  const [top, ...rest] = folder;
  const block = /^[1-9]\d{0,9}$/.exec(rest.at(-1) ?? "");
  if (top !== "archive" || block === null) return null;
  const selection = findSelection(rest.slice(0, -1), generation);
  return selection === null ? null : { selection, block: Number(block[0]) };
}

/** Below the site's address. */
export function archivePath({ selection, block }: Archive): string {
  return `archive/${selection.path}${block}/atom.xml`;
}

/** The newest archive of a selection, which its live feed links; null while there is none. */
export async function newestArchive(site: Site, selection: Selection): Promise<Archive | null> {
  const { sourceIds } = selection;
  const newest = await site.nearestNumber({ sourceIds });
  return newest === null ? null : { selection, block: blockOf(newest) };
}

/** The archive before or after another; null where there is none. */
export async function neighbourOf(
  site: Site,
  { selection, block }: Archive,
  side: "before" | "after",
): Promise<Archive | null> {
  const { sourceIds } = selection;
  const { from, to } = rangeOf(block);
  const place = side === "before" ? { below: from } : { above: to };
  const nearest = await site.nearestNumber({ sourceIds, ...place });
  return nearest === null ? null : { selection, block: blockOf(nearest) };
}

function blockOf(number: number): number {
  return Math.floor((number - 1) / blockSize) + 1;
}

/** Its entry numbers, first and last. */
export function rangeOf(block: number): { readonly from: number; readonly to: number } {
  return { from: (block - 1) * blockSize + 1, to: block * blockSize };
}

import { archiveBlock, archiveRange } from "../model/archive.ts";
import type { Folder } from "./address.ts";
import type { Generation } from "./generation.ts";
import { findSelection, type Selection } from "./selection.ts";
import type { Site } from "./site.ts";

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
  return archiveWith(site, selection, await site.nearestNumber({ sourceIds: selection.sourceIds }));
}

/** The archive before or after another; null where there is none. */
export async function neighbourOf(
  site: Site,
  { selection, block }: Archive,
  side: "before" | "after",
): Promise<Archive | null> {
  const { sourceIds } = selection;
  const { from, to } = archiveRange(block);
  const place = side === "before" ? { below: from } : { above: to };
  return archiveWith(site, selection, await site.nearestNumber({ sourceIds, ...place }));
}

/** Whether retention has left an archive whole. One that has lost entries is gone, and those before it. */
export async function isWhole(site: Site, block: number): Promise<boolean> {
  return archiveRange(block).from > (await site.prunedUpTo());
}

async function archiveWith(
  site: Site,
  selection: Selection,
  number: number | null,
): Promise<Archive | null> {
  if (number === null) return null;
  const block = archiveBlock(number);
  return (await isWhole(site, block)) ? { selection, block } : null;
}

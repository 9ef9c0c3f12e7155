import type { Folder } from "./address.ts";
import type { Generation } from "./generation.ts";
import { findSelection, type Selection } from "./selection.ts";

/** Every selection the config knows: the whole site, its tags, sources and outputs. */
export function listSelections(generation: Generation): readonly Selection[] {
  const { sources, outputs } = generation.config;
  const tags = new Set(sources.flatMap((source) => source.tags.map((tag) => tag.toLowerCase())));
  const folders: readonly Folder[] = [
    [],
    ...[...tags].map((tag) => ["tags", tag]),
    ...sources.map(({ id }) => ["sources", id]),
    ...outputs.map(({ path }) => path.split("/")),
  ];
  return folders
    .map((folder) => findSelection(folder, generation))
    .filter((selection) => selection !== null);
}

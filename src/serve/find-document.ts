import type { Address } from "./address.ts";
import { archivePath, findArchive } from "./archive-blocks.ts";
import { renderArchive } from "./archives.ts";
import { renderDocument } from "./documents.ts";
import type { Generation } from "./generation.ts";
import type { PostLists } from "./post-lists.ts";
import type { RenderedSource } from "./rendered.ts";
import { findSelection } from "./selection.ts";

export type FoundDocument = {
  /** One for all addresses of the document. */
  readonly key: string;
  /** null where there is none after all, such as a page after the last. */
  readonly render: () => Promise<RenderedSource | null>;
};

/** The document an address is about; null where the config knows of none. */
export function findDocument(
  lists: PostLists,
  generation: Generation,
  address: Address,
): FoundDocument | null {
  const { folder, name, page } = address;
  const archive = name === "atom.xml" ? findArchive(folder, generation) : null;
  if (archive !== null) {
    const render = () => renderArchive(lists.site, generation, archive);
    return { key: archivePath(archive), render };
  }
  const selection = findSelection(folder, generation);
  if (selection === null) return null;
  const render = () => renderDocument(lists, generation, { address, selection });
  return { key: `${selection.path}${name}?page=${page}`, render };
}

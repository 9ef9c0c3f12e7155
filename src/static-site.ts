import { filePageName } from "./serve/page-names.ts";
import { documentNames, maxPage, type DocumentName } from "./serve/address.ts";
import { archivePath, neighbourOf, newestArchive } from "./serve/archive-blocks.ts";
import { renderArchive } from "./serve/archives.ts";
import { renderDocument } from "./serve/documents.ts";
import { Generations, type Generation } from "./serve/generation.ts";
import { PostLists } from "./serve/post-lists.ts";
import { listSelections } from "./serve/list-selections.ts";
import type { Selection } from "./serve/selection.ts";
import type { Site } from "./serve/site.ts";
import { renderStatusDocument, statusNames } from "./serve/status.ts";

/** A document of the site as a file. */
export type SiteFile = {
  /** Below the site's folder, as a server looks for it: percent-decoded. */
  readonly path: string;
  readonly body: string;
};

export type StaticSiteOptions = {
  /** Public address, with a trailing slash. */
  readonly siteUrl: string;
  /** Told of a page or feed that cannot be a file, by its address below the site. */
  readonly onSkipped: (address: string) => void;
};

/** The whole site, document by document: the bytes a server of ours would send, but for the names of further pages. */
export async function* staticSite(
  site: Site,
  { siteUrl, onSkipped }: StaticSiteOptions,
): AsyncGenerator<SiteFile> {
  const warn = (error: unknown): never => {
    throw error;
  };
  const present = await new Generations({ site, localUrl: () => siteUrl, warn }).fresh();
  // Nobody here knows when the files are public: a hub that is not told then must not be named.
  const generation = { ...present, config: { ...present.config, hub: null } };
  const lists = new PostLists(site);
  for (const selection of listSelections(generation)) {
    if (isFolder(selection.path)) yield* selectionFiles(lists, generation, selection);
    else onSkipped(selection.path);
  }
  for (const name of statusNames) {
    const { body } = renderStatusDocument(name, generation);
    yield { path: name, body };
  }
}

/** A tag may be called `..` or hold what no file system has in a name. */
function isFolder(path: string): boolean {
  return decodeURIComponent(path)
    .split("/")
    .slice(0, -1)
    .every((name) => !/^\.{0,2}$|[\0\\]/u.test(name) && Buffer.byteLength(name) <= 255);
}

async function* selectionFiles(
  lists: PostLists,
  generation: Generation,
  selection: Selection,
): AsyncGenerator<SiteFile> {
  for (const name of documentNames) {
    for (let page = 1; page <= maxPage; page++) {
      const address = { folder: [], name, page };
      const order = { address, selection, pageNames: filePageName };
      const rendered = await renderDocument(lists, generation, order);
      if (rendered === null) break;
      yield { path: filePath(selection.path, filePageName(name, page)), body: rendered.body };
      if (page === 1 && name === "atom.xml" && linksArchives(rendered.body))
        yield* archiveFiles(lists.site, generation, selection);
      if (!hasPages(name, selection)) break;
    }
  }
}

function hasPages(name: DocumentName, { path, output }: Selection): boolean {
  return (
    name === "" || name === "posts.txt" || (name === "atom.xml" && path !== "" && output === null)
  );
}

function linksArchives(atom: string): boolean {
  return atom.split("<entry", 1)[0]?.includes('rel="prev-archive"') === true;
}

async function* archiveFiles(
  site: Site,
  generation: Generation,
  selection: Selection,
): AsyncGenerator<SiteFile> {
  let archive = await newestArchive(site, selection);
  while (archive !== null) {
    const rendered = await renderArchive(site, generation, archive);
    if (rendered !== null) yield { path: filePath(archivePath(archive)), body: rendered.body };
    archive = await neighbourOf(site, archive, "before");
  }
}

function filePath(folder: string, name = ""): string {
  const path = decodeURIComponent(folder) + name;
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

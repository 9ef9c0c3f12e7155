export const documentNames = [
  "",
  "atom.xml",
  "rss.xml",
  "feed.json",
  "posts.txt",
  "opml.xml",
] as const;

/** What a document is called within its folder; '' is the page. */
export type DocumentName = (typeof documentNames)[number];

/** The decoded names on the way from the site to a document; [] is the site itself. */
export type Folder = readonly string[];

export type Address = {
  readonly folder: Folder;
  readonly name: DocumentName;
  /** From 1; only the page, the text listing, and the Atom feeds of tags and sources have further pages. */
  readonly page: number;
};

/** Deeper than anyone reads; keeps a crawler from walking through the whole store. */
export const maxPage = 1_000;

/** The document a request target names, whether or not it exists; null where no document can be there. */
export function parseAddress(target: string): Address | null {
  const [path = "", query = ""] = target.split("?", 2);
  const segments = decodePath(path);
  const documentName = documentNames.find((name) => name === segments?.at(-1));
  if (segments === null || documentName === undefined) return null;
  const folder = segments.slice(0, -1);
  if (!isPaged(folder, documentName)) return { folder, name: documentName, page: 1 };
  const page = parsePage(new URLSearchParams(query).get("page"));
  return page === null ? null : { folder, name: documentName, page };
}

function isPaged([kind]: Folder, name: DocumentName): boolean {
  if (name === "atom.xml") return kind === "tags" || kind === "sources";
  return name === "" || name === "posts.txt";
}

/** The folder a request target names without its slash at the end; null where there can be none. */
export function parseFolder(target: string): Folder | null {
  const [path = ""] = target.split("?", 1);
  return decodePath(path);
}

/** The names after the first slash, decoded: a tag may have a slash of its own. */
function decodePath(path: string): Folder | null {
  try {
    return path.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
}

function parsePage(value: string | null): number | null {
  if (value === null) return 1;
  const page = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  return page >= 1 && page <= maxPage ? page : null;
}

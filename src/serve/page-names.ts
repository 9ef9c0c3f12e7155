import type { DocumentName } from "./address.ts";

/** What the N-th page of a document is called within its folder: another thing in files than for a server. */
export type PageNames = (name: DocumentName, page: number) => string;

/** `?page=2`, `posts.txt?page=2` */
export function queryPageName(name: DocumentName, page: number): string {
  return page === 1 ? name : `${name}?page=${page}`;
}

/** `page-2.html`, `posts-2.txt`: file servers know no queries. */
export function filePageName(name: DocumentName, page: number): string {
  if (page === 1) return name;
  return name === "" ? `page-${page}.html` : name.replace(".", `-${page}.`);
}

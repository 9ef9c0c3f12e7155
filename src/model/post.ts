import type { Enclosure } from "./feed.ts";

/**
 * One article ready to be published: chosen, named, dated, summarised. Every format is rendered from this one cleaned
 * model; all URLs are absolute http(s), all texts plain unless they end in `Html`.
 */
export type Post = {
  /** The atom:id, by DESIGN section 8 ("Ids"). */
  readonly id: string;
  readonly url: string | null;
  /** Never empty: made from the first words of the text, else from the source's name, where the feed has none. */
  readonly title: string;
  /** The post summary: plain text, " ..." at the end when there is more; '' where there is no text. */
  readonly summary: string;
  /** Sanitised; null where the entry has none or the output carries summaries only. */
  readonly contentHtml: string | null;
  readonly coverUrl: string | null;
  /** Media type; null: unknown. */
  readonly coverType: string | null;
  /** Names; never empty, the source's name where no author is known. */
  readonly authors: readonly string[];
  /** Names as the text listing shows them; empty where no author is known. */
  readonly shownAuthors: readonly string[];
  readonly categories: readonly string[];
  readonly enclosures: readonly Enclosure[];
  /** ISO 8601 UTC. */
  readonly published: string;
  /** ISO 8601 UTC; changes only when the post does. */
  readonly updated: string;
  /** Whole minutes; null for a bare summary. */
  readonly readingMinutes: number | null;
  readonly language: string | null;
  readonly source: PostSource;
  /** The other copies of the article, for "also in". */
  readonly copies: readonly PostCopy[];
};

/** The feed a post came from, as atom:source and the listings show it. */
export type PostSource = {
  /** The source's id in our addresses. */
  readonly sourceId: string;
  /** atom:id of the feed, else its address; never with credentials. */
  readonly feedId: string;
  readonly title: string;
  /** The site. */
  readonly link: string | null;
  /** The feed's address; null for a private source. */
  readonly feedUrl: string | null;
  /** ISO 8601 UTC. */
  readonly updated: string;
  readonly rights: string | null;
};

export type PostCopy = {
  readonly title: string | null;
  readonly url: string | null;
  readonly source: PostSource;
  /** Why it was joined. */
  readonly reason: string;
};

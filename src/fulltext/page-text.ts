/** What the page of an article says, ready to be stored beside what its feed says. */
export type PageText = {
  /** The article: sanitised HTML with absolute addresses; null where none was found. */
  readonly html: string | null;
  /** The picture the page shows of itself elsewhere (og:image), absolute. */
  readonly imageUrl: string | null;
  readonly author: string | null;
};

import type { IdentityOrigin } from "../dedup/identity-origin.ts";

/** Why an article is shown or not, as `explain --json` gives it. Instants are ISO 8601 UTC; nothing in it is secret. */
export type Explanation = {
  /** As asked for. */
  readonly address: string;
  /** The articles with an entry of this address. */
  readonly articles: readonly ExplainedArticle[];
  /** Entries of this address whose content is pruned. */
  readonly pruned: readonly ExplainedEntry[];
};

export type ExplainedArticle = {
  /** Its Atom id. */
  readonly id: string;
  readonly isShown: boolean;
  /** A sentence: where it stands, or what keeps it out. */
  readonly verdict: string;
  /** Its place in the order of posts. */
  readonly placedAt: string;
  /** The shown entry first. */
  readonly entries: readonly ExplainedEntry[];
  /** The nearest entries that were kept apart, nearest first. */
  readonly refused: readonly Refusal[];
};

export type ExplainedEntry = {
  readonly title: string | null;
  readonly url: string | null;
  readonly guid: string | null;
  readonly source: ExplainedSource;
  readonly identity: string;
  /** null: pruned. */
  readonly identityFrom: IdentityOrigin | null;
  readonly published: string | null;
  readonly firstSeenAt: string;
  /** null: its source lists it now. */
  readonly lastListedAt: string | null;
  readonly editedAt: string | null;
  readonly prunedAt: string | null;
  /** Why it is in its article: `first` for the shown one. */
  readonly reason: string | null;
  readonly evidence: string | null;
  /** A phrase: what rules and source say of it alone. */
  readonly verdict: string;
};

export type ExplainedSource = {
  readonly id: string;
  readonly title: string;
  /** null: private, or not in the config any more. */
  readonly url: string | null;
};

export type Refusal = {
  readonly title: string | null;
  readonly url: string | null;
  readonly source: ExplainedSource;
  readonly reason: string;
  readonly evidence: string;
};

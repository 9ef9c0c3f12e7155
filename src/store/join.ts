import type { CandidateKey, IncomingEntry } from "../model/stored.ts";

/** A stored entry that shares a key with an incoming one. */
export type Candidate = {
  readonly entryId: number;
  readonly postId: number;
  readonly sourceId: string;
  /** JSON, as it came with the entry. */
  readonly features: string;
  readonly url: string | null;
  readonly publishedAt: number | null;
  readonly firstSeenAt: number;
  /** Whether it stands in the very document that brings the incoming entry: two entries at once are seldom one article. */
  readonly isInSameDocument: boolean;
};

export type JoinDecision =
  | { readonly kind: "new" }
  | {
      readonly kind: "join";
      readonly postId: number;
      readonly reason: string;
      readonly evidence: string;
    };

/** What a person said of pairs of entries, by their features as JSON. */
export type PairsSaid = {
  /** Keys of the entries that are to be joined with this one, whatever they have in common. */
  partnerKeys(features: string): readonly CandidateKey[];
  /** Whether the two may never share a post. */
  areKeptApart(features: string, others: string): boolean;
};

/** Which post an entry of the source belongs to; pure. Candidates come best first: at most 60, and 60 other members of their posts. */
export type Join = {
  (
    entry: Pick<IncomingEntry, "features">,
    candidates: readonly Candidate[],
    context: { readonly sourceId: string },
  ): JoinDecision;
  /** Absent: nobody said anything. */
  readonly said?: PairsSaid | undefined;
};

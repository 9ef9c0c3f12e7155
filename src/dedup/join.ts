import type { DedupSettings } from "../model/config.ts";
import { decideOpened } from "./decide.ts";
import { joinReasons, type Decision, type JoinReason, type RefusalReason } from "./decision.ts";
import type { EntryFeatures } from "./entry-features.ts";
import { openEntry } from "./opened-entry.ts";
import { personDecision } from "./person-rule.ts";

export type JoinCandidate = {
  readonly features: EntryFeatures;
  readonly postId: number;
  readonly entryId: number;
  /** It stands in the very document that brings the entry: an article that moved would have replaced it. */
  readonly isInSameDocument: boolean;
};

export type JoinDecision =
  | {
      readonly kind: "join";
      readonly postId: number;
      /** The member that it was recognised by. */
      readonly entryId: number;
      readonly reason: JoinReason;
      readonly evidence: string;
    }
  | { readonly kind: "new" };

/** One member with one of these keeps the entry out of the whole post. */
const blocking: ReadonlySet<RefusalReason> = new Set([
  "asked-for",
  "comment",
  "link-post",
  "other-media",
]);

/** Reasons that rest on likeness, not on a name of the article. */
const byLikeness: ReadonlySet<JoinReason> = new Set([
  "same-article-number",
  "republished-from",
  "same-text",
  "credit-line",
  "same-opening",
]);

type Judged = { readonly candidate: JoinCandidate; readonly decision: Decision };

/**
 * The post an entry belongs to: the one with the strongest reason, of equals the oldest; a new one where no member gives a
 * reason or one of them blocks. The same whatever the order of the candidates.
 */
export function joinEntry(
  entry: EntryFeatures,
  candidates: readonly JoinCandidate[],
  settings: DedupSettings,
): JoinDecision {
  const opened = openEntry(entry);
  const judged = candidates.map((candidate) => ({
    candidate,
    decision:
      personDecision(entry, candidate.features, settings) ??
      decideOpened(opened, openEntry(candidate.features)),
  }));
  const blocked = postsOf(judged.filter(isBlocking));
  // A source seldom lists an article twice: where it already has another entry in the post, likeness to a third is no reason.
  const taken = postsOf(judged.filter((some) => isApartInSource(entry, some)));
  const [best] = judged
    .flatMap(asJoin)
    .filter(
      ({ postId, reason }) =>
        !blocked.has(postId) && !(byLikeness.has(reason) && taken.has(postId)),
    )
    .sort(byStrength);
  return best ?? { kind: "new" };
}

function postsOf(judged: readonly Judged[]): ReadonlySet<number> {
  return new Set(judged.map(({ candidate }) => candidate.postId));
}

function isApartInSource(entry: EntryFeatures, { candidate, decision }: Judged): boolean {
  return candidate.features.sourceId === entry.sourceId && !decision.same;
}

function isBlocking({ decision }: Judged): boolean {
  return !decision.same && blocking.has(decision.reason);
}

type Join = JoinDecision & { readonly kind: "join" };

function asJoin({ candidate, decision }: Judged): readonly Join[] {
  if (!decision.same || (decision.reason === "moved" && candidate.isInSameDocument)) {
    return [];
  }
  const { reason, evidence } = decision;
  const { postId, entryId } = candidate;
  return [{ kind: "join", postId, entryId, reason, evidence }];
}

function byStrength(a: Join, b: Join): number {
  return (
    joinReasons.indexOf(a.reason) - joinReasons.indexOf(b.reason) ||
    a.postId - b.postId ||
    a.entryId - b.entryId
  );
}

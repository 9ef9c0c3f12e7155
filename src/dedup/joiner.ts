import type { EntryFeatures } from "./entry-features.ts";
import { joinEntry, type JoinCandidate, type JoinDecision } from "./join.ts";
import { isAskedFor, isKeptApart, type PersonsWord } from "./persons-word.ts";

export type Joiner = (entry: EntryFeatures, candidates: readonly JoinCandidate[]) => JoinDecision;

/** `joinEntry` with a person's word before all rules: whom it keeps apart share no post, whom it joins share one. */
export function createJoiner(word: PersonsWord): Joiner {
  const settings = { enabled: word.enabled, never: [], always: [] };
  if (word.never.length + word.always.length === 0) {
    return (entry, candidates) => joinEntry(entry, candidates, settings);
  }
  return (entry, candidates) => {
    const closed = new Set(
      candidates
        .filter(({ features }) => isKeptApart(word, entry, features))
        .map(({ postId }) => postId),
    );
    const open = candidates.filter(({ postId }) => !closed.has(postId));
    const [asked] = open
      .filter(({ features }) => isAskedFor(word, entry, features))
      .sort((a, b) => a.postId - b.postId || a.entryId - b.entryId);
    if (asked === undefined) return joinEntry(entry, open, settings);
    const { postId, entryId } = asked;
    const evidence = "joined by dedup.always";
    return { kind: "join", postId, entryId, reason: "asked-for", evidence };
  };
}

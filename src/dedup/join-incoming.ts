import type { DedupSettings } from "../model/config.ts";
import type { JoinCandidate, JoinDecision } from "./join.ts";
import { createJoiner } from "./joiner.ts";
import type { PersonsWord } from "./persons-word.ts";
import { personsWord } from "./persons-word.ts";
import { readFeatures } from "./read-features.ts";

/** A stored entry as the store hands it over; `features` is `EntryFeatures` as JSON. */
export type StoredCandidate = {
  readonly entryId: number;
  readonly postId: number;
  readonly features: string;
  /** It stands in the very document that brings the incoming entry. */
  readonly isInSameDocument: boolean;
};

export type IncomingJoin = (
  entry: { readonly features: string },
  candidates: readonly StoredCandidate[],
) => JoinDecision;

/** `joinByWord` for settings whose pairs name no source. */
export function joinIncoming(settings: DedupSettings): IncomingJoin {
  return joinByWord(personsWord(settings, []));
}

/** The join for the store: entries and candidates arrive with their features as JSON. */
export function joinByWord(word: PersonsWord): IncomingJoin {
  const join = createJoiner(word);
  return (entry, candidates) => {
    const features = readFeatures(entry.features);
    const known = candidates.map(asCandidate).filter((candidate) => candidate !== null);
    return features === null ? { kind: "new" } : join(features, known);
  };
}

function asCandidate(stored: StoredCandidate): JoinCandidate | null {
  const features = readFeatures(stored.features);
  return features === null ? null : { ...stored, features };
}

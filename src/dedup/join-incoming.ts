import type { DedupSettings } from "../model/config.ts";
import { featuresVersion, type EntryFeatures } from "./entry-features.ts";
import { joinEntry, type JoinCandidate, type JoinDecision } from "./join.ts";

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

/** `joinEntry` for the store: entries and candidates arrive with their features as JSON. */
export function joinIncoming(settings: DedupSettings): IncomingJoin {
  return (entry, candidates) => {
    const features = currentFeatures(entry.features);
    const known = candidates.map(asCandidate).filter((candidate) => candidate !== null);
    return features === null ? { kind: "new" } : joinEntry(features, known, settings);
  };
}

function asCandidate(stored: StoredCandidate): JoinCandidate | null {
  const features = currentFeatures(stored.features);
  return features === null ? null : { ...stored, features };
}

/** Features of another version cannot be compared; they are made again with the upgrade. */
function currentFeatures(json: string): EntryFeatures | null {
  const features: unknown = JSON.parse(json);
  return isCurrent(features) ? features : null;
}

/** What `featuresOf` of this version made has all its fields. */
function isCurrent(features: unknown): features is EntryFeatures {
  return (
    typeof features === "object" &&
    features !== null &&
    "version" in features &&
    features.version === featuresVersion
  );
}

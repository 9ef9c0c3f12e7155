import { featuresVersion, unsaid, type EntryFeatures } from "./entry-features.ts";

/** Features as `writeFeatures` wrote them. Null for those of another version: they cannot be compared and are made again with the upgrade. */
export function readFeatures(json: string): EntryFeatures | null {
  const said: unknown = JSON.parse(json);
  return isCurrent(said) ? { ...unsaid, ...said } : null;
}

type Said = Omit<EntryFeatures, keyof typeof unsaid> & Partial<EntryFeatures>;

/** What `writeFeatures` of this version wrote has all other fields. */
function isCurrent(features: unknown): features is Said {
  return (
    typeof features === "object" &&
    features !== null &&
    "version" in features &&
    features.version === featuresVersion
  );
}

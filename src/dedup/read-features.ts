import { featuresVersion, type EntryFeatures } from "./entry-features.ts";

/** Features as the store keeps them. Null for those of another version: they cannot be compared and are made again with the upgrade. */
export function readFeatures(json: string): EntryFeatures | null {
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

import { featuresVersion } from "./dedup/entry-features.ts";
import { derivedVersion } from "./entries/derived-version.ts";

/**
 * Version of what is made of a parsed entry: the store makes it again where it was made by a smaller one. Apart from
 * read.ts, so that the main thread, which only has to know the number, does not load all that reads.
 */
export const readVersion = derivedVersion * 1_000 + featuresVersion;

import type { ConfiguredValues } from "./schema.ts";

/** Keys that are accepted although their feature is not built; each says whether a config asks for it. Empty once all is. */
const NOT_AVAILABLE: Readonly<Record<string, (values: ConfiguredValues) => boolean>> = {};

/** A sentence for every setting that has no effect in this version. */
export function notesOn(values: ConfiguredValues): readonly string[] {
  return Object.entries(NOT_AVAILABLE)
    .filter(([, isAsked]) => isAsked(values))
    .map(([key]) => `${key}: not available in this version`);
}

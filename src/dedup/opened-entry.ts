import type { EntryFeatures } from "./entry-features.ts";
import { once } from "./once.ts";
import { unpackSketch } from "./packing.ts";
import { shingledText, type ShingledText } from "./text-sketch.ts";
import { titleMarks, type TitleMarks } from "./title-marks.ts";
import { isGenericTitle, titleWords } from "./title.ts";

/** Features with what is computed from them when it is first asked for, and once, however many entries they are compared with. */
export type OpenedEntry = {
  readonly features: EntryFeatures;
  readonly text: () => ShingledText;
  readonly marks: () => TitleMarks;
  readonly titleWords: () => ReadonlySet<string>;
  readonly hasGenericTitle: () => boolean;
};

export function openEntry(features: EntryFeatures): OpenedEntry {
  return {
    features,
    text: once(() => shingledText(unpackSketch(features))),
    marks: once(() => titleMarks(features.title)),
    titleWords: once(() => new Set(titleWords(features.title))),
    hasGenericTitle: once(() => isGenericTitle(features.title)),
  };
}

import type { CandidateKey } from "../model/stored.ts";
import { articleNumber } from "./article-number.ts";
import type { EntryFeatures } from "./entry-features.ts";
import { isUsableGuid } from "./guid.ts";
import { hexHash } from "./hash.ts";
import { unpackSketch } from "./packing.ts";
import { bandsOf, shingledText } from "./text-sketch.ts";
import { isGenericTitle, titleParts } from "./title.ts";
import { urlKey } from "./url-key.ts";

const keyDigits = 16;
/** Shorter texts are phrases ("Comments", "Good morning!") that thousands of entries share. */
const minTextWords = 12;
const openingWords = 8;

/**
 * The keys under which copies of an entry can be found. Every reason to join leaves at least one key in common; what many
 * entries share (generic titles, phrases, home pages) gives none, so that a look-up stays small among millions.
 */
export function candidateKeys(features: EntryFeatures): readonly CandidateKey[] {
  const addresses = [...features.urls, ...features.credits];
  const keys: readonly (readonly [kind: string, values: readonly string[]])[] = [
    ["guid", guidKeys(features)],
    ["url", addresses],
    ["number", features.urls.map(articleNumber).filter((number) => number !== null)],
    ["title", titleKeys(features.title)],
    ["text", textKeys(features)],
  ];
  return keys.flatMap(([kind, values]) =>
    [...new Set(values)].map((value) => ({ kind, hash: hexHash([value], keyDigits) })),
  );
}

/** Equal guids that are addresses have an equal address key. */
function guidKeys({ guid, urls }: EntryFeatures): readonly string[] {
  if (guid === null || !isUsableGuid(guid)) {
    return [];
  }
  const key = urlKey(guid);
  return key !== null && urls.includes(key) ? [] : [guid];
}

/** The whole title, and without its first or last part ("Author: Title | Site"). */
function titleKeys(title: string): readonly string[] {
  const parts = titleParts(title);
  return [parts, parts.slice(1), parts.slice(0, -1)]
    .map((some) => some.join(" "))
    .filter((some) => !isGenericTitle(some));
}

function textKeys(features: EntryFeatures): readonly string[] {
  if (features.words < minTextWords) {
    return [];
  }
  const sketch = unpackSketch(features);
  const opening = sketch.head.slice(0, openingWords).join(" ");
  return [
    `opening ${opening}`,
    ...bandsOf(shingledText(sketch)).map((band, index) => `band ${index} ${band}`),
  ];
}

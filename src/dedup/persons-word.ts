import type { DedupSettings } from "../model/config.ts";
import type { Source } from "../model/source.ts";
import type { CandidateKey } from "../model/stored.ts";
import { keysOfAddress } from "./keys-of-address.ts";
import type { EntryFeatures } from "./entry-features.ts";
import { urlKey } from "./url-key.ts";

/** One side of a pair: all entries of a source, or those that an address names. */
export type Called =
  | { readonly kind: "source"; readonly sourceId: string }
  | { readonly kind: "entry"; readonly address: string };

export type CalledPair = readonly [Called, Called];

/** The config's `dedup`, its pairs read: what a person said of who is one article and who is not. */
export type PersonsWord = {
  readonly enabled: boolean;
  readonly never: readonly CalledPair[];
  readonly always: readonly CalledPair[];
};

/** A source keeps its name in a pair wherever it moves: it is known by its id, not by the address it is read from. */
export function personsWord(
  { enabled, never, always }: DedupSettings,
  sources: readonly Pick<Source, "id" | "url" | "publicUrl">[],
): PersonsWord {
  // Nobody has said anything in nearly all configs, and keys of thousands of addresses take time.
  if (never.length + always.length === 0) return { enabled, never: [], always: [] };
  const idByKey = new Map(
    sources.flatMap(({ id, url, publicUrl }) => [
      [comparable(url), id] as const,
      [comparable(publicUrl), id] as const,
    ]),
  );
  const read = (address: string): Called => {
    const sourceId = idByKey.get(comparable(address));
    return sourceId === undefined ? { kind: "entry", address } : { kind: "source", sourceId };
  };
  const readPair = ([a, b]: readonly [string, string]): CalledPair => [read(a), read(b)];
  return { enabled, never: never.map(readPair), always: always.map(readPair) };
}

export function isKeptApart(word: PersonsWord, a: EntryFeatures, b: EntryFeatures): boolean {
  return word.never.some((pair) => isPair(pair, a, b));
}

export function isAskedFor(word: PersonsWord, a: EntryFeatures, b: EntryFeatures): boolean {
  return word.always.some((pair) => isPair(pair, a, b)) && !isKeptApart(word, a, b);
}

/** Keys of the entries a person joined with this one: copies that have nothing else in common. */
export function partnerKeys(word: PersonsWord, entry: EntryFeatures): readonly CandidateKey[] {
  return word.always
    .flatMap(([x, y]) => [...(isCalled(entry, x) ? [y] : []), ...(isCalled(entry, y) ? [x] : [])])
    .flatMap((partner) => (partner.kind === "entry" ? keysOfAddress(partner.address) : []));
}

function isPair([x, y]: CalledPair, a: EntryFeatures, b: EntryFeatures): boolean {
  return (isCalled(a, x) && isCalled(b, y)) || (isCalled(a, y) && isCalled(b, x));
}

function isCalled(features: EntryFeatures, called: Called): boolean {
  if (called.kind === "source") return features.sourceId === called.sourceId;
  const key = comparable(called.address);
  return (
    features.guid === called.address || features.feedKey === key || features.urls.includes(key)
  );
}

function comparable(address: string): string {
  return urlKey(address) ?? address;
}

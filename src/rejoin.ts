import { keysOfAddress } from "./dedup/keys-of-address.ts";
import { personsWord, type CalledPair, type PersonsWord } from "./dedup/persons-word.ts";
import { readFeatures } from "./dedup/read-features.ts";
import { regroup, type Member } from "./dedup/regroup.ts";
import { joinOf } from "./join.ts";
import type { Config } from "./model/config.ts";
import { appliedWords, noteAppliedWords } from "./store/applied-word.ts";
import { rejoin, type RejoinScope } from "./store/rejoin.ts";
import type { Store } from "./store/store.ts";
import type { Regroup } from "./store/take-apart.ts";

/**
 * Brings stored posts in line with the config's `dedup`, where it says something else than when they were last brought in
 * line; gives the number of posts changed. Cut off midway it is done again at the next call, whatever is asked then.
 */
export async function applyPersonsWord(
  store: Store,
  { dedup, sources }: Pick<Config, "dedup" | "sources">,
  signal: AbortSignal,
): Promise<number> {
  const word = personsWord(dedup, sources);
  const text = JSON.stringify(word);
  const applied = await appliedWords(store.db);
  if (applied.every((known) => known === text) && (applied.length > 0 || text === unsaidText)) {
    return 0;
  }
  await noteAppliedWords(store.db, [...applied, text]);
  const changes = await rejoin(store, {
    ...scopesOf(word, applied),
    regroup: regroupBy(word),
    join: joinOf(word),
    signal,
  });
  if (!signal.aborted) await noteAppliedWords(store.db, [text]);
  return changes;
}

const unsaid: PersonsWord = { enabled: true, never: [], always: [] };
const unsaidText = JSON.stringify(unsaid);

/** What the settings say otherwise than one of the earlier ones. */
function scopesOf(
  word: PersonsWord,
  applied: readonly string[],
): { readonly apart: RejoinScope; readonly together: RejoinScope } {
  const earlier = applied.length === 0 ? [unsaid] : applied.map(readWord);
  const changed = earlier.flatMap((before) => [
    ...changedPairs(before.never, word.never),
    ...changedPairs(before.always, word.always),
  ]);
  const isEverything = earlier.some(({ enabled }) => enabled !== word.enabled);
  const apart = { ...scopeOf(changed), isEverything };
  // Switched off, only those are joined of whom a person said so.
  const together = word.enabled ? apart : scopeOf(word.always);
  return { apart, together };
}

function scopeOf(pairs: readonly CalledPair[]): RejoinScope {
  const sides = pairs.map(narrower);
  return {
    isEverything: false,
    sourceIds: sides.flatMap((side) => (side.kind === "source" ? [side.sourceId] : [])),
    keys: sides.flatMap((side) => (side.kind === "entry" ? keysOfAddress(side.address) : [])),
  };
}

function readWord(text: string): PersonsWord {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `applyPersonsWord`.
  return JSON.parse(text) as PersonsWord;
}

function changedPairs(
  before: readonly CalledPair[],
  after: readonly CalledPair[],
): readonly CalledPair[] {
  const known = new Set(before.map((pair) => JSON.stringify(pair)));
  const kept = new Set(after.map((pair) => JSON.stringify(pair)));
  return [
    ...before.filter((pair) => !kept.has(JSON.stringify(pair))),
    ...after.filter((pair) => !known.has(JSON.stringify(pair))),
  ];
}

/** A pair concerns nobody without its one side: an address names fewer entries than a source. */
function narrower([a, b]: CalledPair): CalledPair[0] {
  return a.kind === "entry" ? a : b;
}

function regroupBy(word: PersonsWord): Regroup {
  return (members) => {
    const [shown, ...others] = members.flatMap(asMember);
    // Features of another version cannot be compared; they are made again first.
    if (shown === undefined || others.length + 1 < members.length) return [members];
    return regroup([shown, ...others], word);
  };
}

function asMember(
  member: Omit<Member, "features"> & { readonly features: string },
): readonly Member[] {
  const features = readFeatures(member.features);
  return features === null ? [] : [{ ...member, features }];
}

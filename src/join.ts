import { joinByWord } from "./dedup/join-incoming.ts";
import { isKeptApart, partnerKeys, personsWord, type PersonsWord } from "./dedup/persons-word.ts";
import { readFeatures } from "./dedup/read-features.ts";
import type { Config } from "./model/config.ts";
import type { Join, PairsSaid } from "./store/join.ts";

/** Dedup's decisions for the store, by the config's settings. */
export function createJoin({ dedup, sources }: Pick<Config, "dedup" | "sources">): Join {
  return joinOf(personsWord(dedup, sources));
}

export function joinOf(word: PersonsWord): Join {
  return Object.assign(joinByWord(word), { said: pairsSaid(word) });
}

function pairsSaid(word: PersonsWord): PairsSaid | undefined {
  if (word.never.length + word.always.length === 0) return undefined;
  return {
    partnerKeys: (json) => {
      const features = readFeatures(json);
      return features === null ? [] : partnerKeys(word, features);
    },
    areKeptApart: (json, otherJson) => {
      const [a, b] = [readFeatures(json), readFeatures(otherJson)];
      return a !== null && b !== null && isKeptApart(word, a, b);
    },
  };
}

/** The join of the running config: polls under way when it is edited already go by the new one. */
export class RunningJoin {
  #current: Join;
  readonly join: Join;

  constructor(config: Config) {
    this.#current = createJoin(config);
    const current = (): Join => this.#current;
    const join: Join = (...decision) => current()(...decision);
    this.join = Object.defineProperty(join, "said", { get: () => current().said });
  }

  use(config: Config): void {
    this.#current = createJoin(config);
  }
}

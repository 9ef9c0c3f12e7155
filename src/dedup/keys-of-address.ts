import type { CandidateKey } from "../model/stored.ts";
import { hexHash } from "./hash.ts";
import { urlKey } from "./url-key.ts";

const keyDigits = 16;

/** The candidate keys under which entries are stored that stand at an address, credit it, or have it as their guid. */
export function keysOfAddress(address: string): readonly CandidateKey[] {
  const key = urlKey(address);
  const url = key === null ? [] : [{ kind: "url", hash: hexHash([key], keyDigits) }];
  return [...url, { kind: "guid", hash: hexHash([address], keyDigits) }];
}

import { createHash } from "node:crypto";
import type { CandidateKey } from "../model/stored.ts";
import type { Database } from "./schema.ts";

/** Beyond what dedup makes; an entry cannot flood the index. */
const maxKeysPerEntry = 40;

/** Rows of one insert; databases bound the values of a statement. */
const maxRowsPerInsert = 500;

type KeyedEntry = { readonly entryId: number; readonly keys: readonly CandidateKey[] };

/** Kind and hash as one signed 64-bit number, each once. */
export function indexKeys(keys: readonly CandidateKey[]): readonly bigint[] {
  const numbers = keys
    .slice(0, maxKeysPerEntry)
    .map(({ kind, hash }) => BigInt.asIntN(64, BigInt(`0x${hash}`) ^ kindMask(kind)));
  return [...new Set(numbers)];
}

export async function insertKeys(db: Database, entries: readonly KeyedEntry[]): Promise<void> {
  const rows = entries.flatMap(({ entryId, keys }) =>
    indexKeys(keys).map((key) => ({ key, entryId })),
  );
  for (let start = 0; start < rows.length; start += maxRowsPerInsert) {
    const some = rows.slice(start, start + maxRowsPerInsert);
    await db.insertInto("entry_key").values(some).execute();
  }
}

export async function deleteKeys(db: Database, entryIds: readonly number[]): Promise<void> {
  await db.deleteFrom("entry_key").where("entryId", "in", entryIds).execute();
}

const kindMasks = new Map<string, bigint>();

/** Kinds are few and fixed; their masks keep equal hashes of two kinds apart. */
function kindMask(kind: string): bigint {
  const known = kindMasks.get(kind);
  if (known !== undefined) return known;
  const digest = createHash("sha256").update(kind).digest("hex").slice(0, 16);
  const mask = BigInt(`0x${digest}`);
  kindMasks.set(kind, mask);
  return mask;
}

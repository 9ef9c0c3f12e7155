import { candidateKeys, featuresOf } from "../../src/dedup/features.ts";
import { writeFeatures } from "../../src/dedup/write-features.ts";
import { insertKeys } from "../../src/store/entry-keys.ts";
import type { Database } from "../../src/store/schema.ts";
import { derivedQuickly, syntheticEntry, type SyntheticPlace } from "./synthetic-entry.ts";

/** Rows of one statement, and statements of one transaction. */
const rowsAtOnce = 250;
const rowsOfTransaction = 5_000;
/** Every tenth has one of a hundred standing titles: each stands on a thousandth of all entries. */
const standingEvery = 10;
const blocks = 3;

export type Filler = {
  readonly source: number;
  readonly sourceId: string;
  readonly feedUrl: string;
  readonly now: number;
};

/**
 * Stores entries from number `from` to before number `to`: the rows that `savePoll` writes, with the features and keys
 * of entries of 150 words, but many rows at a time, none of them joined, and with empty bodies in `raw` and `derived`.
 */
export async function fill(
  db: Database,
  filler: Filler,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  for (let start = from; start < to; start += rowsOfTransaction) {
    await db.transaction().execute(async (trx) => {
      const end = Math.min(to, start + rowsOfTransaction);
      for (let first = start; first < end; first += rowsAtOnce) {
        await fillRows(trx, filler, { first, count: Math.min(rowsAtOnce, end - first) });
      }
    });
  }
}

async function fillRows(
  trx: Database,
  filler: Filler,
  { first, count }: { readonly first: number; readonly count: number },
): Promise<void> {
  const made = Array.from({ length: count }, (_, index) => storedEntry(first + index, filler));
  const inserted = await trx
    .insertInto("entry")
    .values(made.map(({ entry }) => entry))
    .returning("id")
    .execute();
  const rows = inserted.flatMap(({ id }, index) => {
    const own = made[index];
    return own === undefined ? [] : [{ id, ...own }];
  });
  const contents = rows.map(({ id, content }) => ({ entryId: id, ...content }));
  await trx.insertInto("entry_content").values(contents).execute();
  const posts = rows.map(({ id }) => ({
    id,
    atomId: `tag:filler.example,2024:${id}`,
    idClaim: 0,
    shownEntryId: id,
    sortAt: filler.now,
    tieBreak: -id,
  }));
  await trx.insertInto("post").values(posts).execute();
  const members = rows.map(({ id }) => ({
    entryId: id,
    postId: id,
    reason: "first",
    evidence: "",
  }));
  await trx.insertInto("post_entry").values(members).execute();
  await insertKeys(
    trx,
    rows.map(({ id, keys }) => ({ entryId: id, keys })),
  );
}

function storedEntry(number: number, { source, sourceId, feedUrl, now }: Filler) {
  const place: SyntheticPlace = {
    feedUrl,
    publishedAt: now,
    blocks,
    hasStandingTitle: number % standingEvery === 0,
  };
  const parsed = syntheticEntry(number, place);
  const features = featuresOf(parsed, derivedQuickly(parsed), { sourceId, feedUrl });
  const identity = number.toString(16).padStart(32, "0");
  return {
    entry: {
      source,
      identity,
      contentHash: identity,
      url: parsed.url,
      publishedAt: now,
      firstSeenAt: now,
      sortAt: now,
      position: 0,
    },
    content: { raw: "{}", derived: "{}", derivedVersion: 1, features: writeFeatures(features) },
    keys: candidateKeys(features),
  };
}

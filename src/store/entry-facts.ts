import type { DerivedEntry } from "../model/entry.ts";
import type { ParsedEntry } from "../model/feed.ts";
import type { CandidateKey, StoredEntry } from "../model/stored.ts";
import { indexKeys } from "./entry-keys.ts";
import { storedJson } from "./json.ts";
import type { Database } from "./schema.ts";

/** All that is remembered of an entry. Instants are milliseconds since the epoch. */
export type EntryFacts = {
  readonly entryId: number;
  readonly sourceId: string;
  readonly identity: string;
  readonly url: string | null;
  readonly firstSeenAt: number;
  /** When its source last listed it; null: it is in the source's last document. */
  readonly lastListedAt: number | null;
  readonly prunedAt: number | null;
  /** null: pruned. */
  readonly content: { readonly entry: StoredEntry; readonly features: string } | null;
  /** Its post, and why it is there; null: pruned. */
  readonly place: {
    readonly postId: number;
    readonly reason: string;
    readonly evidence: string;
  } | null;
};

export type PostFacts = {
  readonly postId: number;
  readonly atomId: string;
  readonly sortAt: number;
  readonly shownEntryId: number;
  readonly entryIds: readonly number[];
};

/** An address names few entries, but a page may be shared by thousands of items. */
const maxNamed = 20;

/** Entries with one of the keys, newest first; where there are none, those whose link is the address to the letter. */
export async function entriesNamed(
  db: Database,
  { keys, url }: { readonly keys: readonly CandidateKey[]; readonly url: string },
): Promise<readonly EntryFacts[]> {
  const named = await db
    .selectFrom("entry_key")
    .select("entryId")
    .where("key", "in", indexKeys(keys))
    .orderBy("entryId", "desc")
    .limit(maxNamed)
    .execute();
  if (named.length > 0)
    return entryFacts(
      db,
      named.map(({ entryId }) => entryId),
    );
  const linked = await db
    .selectFrom("entry")
    .select("id")
    .where("url", "=", url)
    .orderBy("id", "desc")
    .limit(maxNamed)
    .execute();
  return entryFacts(
    db,
    linked.map(({ id }) => id),
  );
}

/** In the order of their numbers. */
export async function entryFacts(
  db: Database,
  entryIds: readonly number[],
): Promise<readonly EntryFacts[]> {
  if (entryIds.length === 0) return [];
  const rows = await factRows(db, entryIds);
  return rows.map(({ raw, derived, features, postId, reason, evidence, ...row }) => {
    const { sourceListedAt, editedAt, datedAt, showsPages, pageDerived, ...facts } = row;
    const lastSeenAt = row.lastListedAt ?? sourceListedAt ?? row.firstSeenAt;
    const hasContent = raw !== null && derived !== null && features !== null;
    const hasPlace = postId !== null && reason !== null && evidence !== null;
    return {
      ...facts,
      content: hasContent
        ? {
            features,
            entry: {
              ...facts,
              editedAt,
              datedAt,
              lastSeenAt,
              raw: storedJson<ParsedEntry>(raw),
              derived: storedJson<DerivedEntry>(
                showsPages === 1 ? (pageDerived ?? derived) : derived,
              ),
            },
          }
        : null,
      place: hasPlace ? { postId, reason, evidence } : null,
    };
  });
}

export async function postFacts(db: Database, postId: number): Promise<PostFacts | null> {
  const post = await db
    .selectFrom("post")
    .select(["atomId", "sortAt", "shownEntryId"])
    .where("id", "=", postId)
    .executeTakeFirst();
  if (post === undefined) return null;
  const members = await db
    .selectFrom("post_entry")
    .select("entryId")
    .where("postId", "=", postId)
    .orderBy("entryId")
    .execute();
  return { postId, ...post, entryIds: members.map(({ entryId }) => entryId) };
}

function factRows(db: Database, entryIds: readonly number[]) {
  return db
    .selectFrom("entry as e")
    .innerJoin("source as s", "s.num", "e.source")
    .innerJoin("source_time as t", "t.source", "e.source")
    .leftJoin("entry_content as c", "c.entryId", "e.id")
    .leftJoin("post_entry as m", "m.entryId", "e.id")
    .select([
      "e.id as entryId",
      "s.id as sourceId",
      "e.identity",
      "e.url",
      "e.datedAt",
      "e.firstSeenAt",
    ])
    .select(["e.lastListedAt", "e.editedAt", "e.prunedAt", "t.lastListedAt as sourceListedAt"])
    .select(["c.raw", "c.derived", "c.features", "c.pageDerived", "s.showsPages"])
    .select(["m.postId", "m.reason", "m.evidence"])
    .where("e.id", "in", entryIds)
    .orderBy("e.id")
    .execute();
}

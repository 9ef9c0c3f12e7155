import { setImmediate as nextTurn } from "node:timers/promises";
import type { DerivedEntry } from "../model/entry.ts";
import type { ParsedEntry } from "../model/feed.ts";
import type { StoredEntry, StoredMember, StoredPost } from "../model/stored.ts";
import { storedJson } from "./json.ts";
import type { Database } from "./schema.ts";
import { shownDerived } from "./shown-derived.ts";

/** Posts read and parsed at once; the event loop waits for them. */
const partSize = 25;

/** The posts with their entries of active sources, in the order of `postIds`. */
export async function readPosts(
  db: Database,
  postIds: readonly number[],
): Promise<readonly StoredPost[]> {
  const posts: StoredPost[] = [];
  for (let start = 0; start < postIds.length; start += partSize) {
    if (start > 0) await nextTurn();
    const part = postIds.slice(start, start + partSize);
    const membersOf = Map.groupBy(await memberRows(db, part), ({ postId }) => postId);
    posts.push(...part.flatMap((postId) => storedPost(membersOf.get(postId) ?? [])));
  }
  return posts;
}

type MemberRow = Awaited<ReturnType<typeof memberRows>>[number];

async function memberRows(db: Database, postIds: readonly number[]) {
  return db
    .selectFrom("post_entry as m")
    .innerJoin("post as p", "p.id", "m.postId")
    .innerJoin("entry as e", "e.id", "m.entryId")
    .innerJoin("entry_content as c", "c.entryId", "m.entryId")
    .innerJoin("source as s", "s.num", "e.source")
    .innerJoin("source_time as t", "t.source", "e.source")
    .select(["m.postId", "m.entryId", "m.reason", "m.evidence"])
    .select(["p.atomId", "p.sortAt", "p.shownEntryId"])
    .select(["s.id as sourceId", "t.lastListedAt as sourceListedAt"])
    .select(["e.identity", "e.firstSeenAt", "e.lastListedAt", "e.editedAt", "e.datedAt", "c.raw"])
    .select((eb) => shownDerived(eb).as("derived"))
    .where("m.postId", "in", postIds)
    .where("s.isActive", "=", 1)
    .orderBy("m.entryId")
    .execute();
}

/** Where the shown entry's source is not active any more, the earliest other copy stands in for it. */
function storedPost(rows: readonly MemberRow[]): readonly StoredPost[] {
  const shown = rows.find((row) => row.entryId === row.shownEntryId) ?? rows[0];
  if (shown === undefined) return [];
  const { postId, atomId, sortAt } = shown;
  const members = rows.filter((row) => row !== shown).map(storedMember);
  return [{ postId, atomId, sortAt, shown: storedEntry(shown), members }];
}

function storedMember(row: MemberRow): StoredMember {
  return { entry: storedEntry(row), reason: row.reason, evidence: row.evidence };
}

function storedEntry(row: MemberRow): StoredEntry {
  return {
    entryId: row.entryId,
    sourceId: row.sourceId,
    identity: row.identity,
    raw: storedJson<ParsedEntry>(row.raw),
    derived: storedJson<DerivedEntry>(row.derived),
    datedAt: row.datedAt,
    firstSeenAt: row.firstSeenAt,
    lastSeenAt: row.lastListedAt ?? row.sourceListedAt ?? row.firstSeenAt,
    editedAt: row.editedAt,
  };
}

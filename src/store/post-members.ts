import type { LeadEntry } from "./make-post.ts";
import type { Database } from "./schema.ts";
import { hostOfUrl, isOnSiteOf } from "./site-host.ts";

/** An entry of a post with all that decides which of them is shown. */
export type MemberEntry = LeadEntry & {
  readonly features: string;
  readonly reason: string;
  readonly evidence: string;
  readonly firstSeenAt: number;
};

/** The post's entries with content, the shown one first, then the oldest. */
export async function postMembers(db: Database, postId: number): Promise<readonly MemberEntry[]> {
  const rows = await db
    .selectFrom("post_entry as m")
    .innerJoin("post as p", "p.id", "m.postId")
    .innerJoin("entry as e", "e.id", "m.entryId")
    .innerJoin("entry_content as c", "c.entryId", "m.entryId")
    .innerJoin("source as s", "s.num", "e.source")
    .select(["m.entryId", "m.reason", "m.evidence", "p.shownEntryId", "c.raw", "c.features"])
    .select(["e.identity", "e.url", "e.sortAt", "e.position", "e.firstSeenAt"])
    .select(["s.num", "s.id as sourceId", "s.url as sourceUrl", "s.movedTo"])
    .where("m.postId", "=", postId)
    .orderBy("m.entryId")
    .execute();
  const isShown = (row: (typeof rows)[number]): boolean => row.entryId === row.shownEntryId;
  return [...rows.filter(isShown), ...rows.filter((row) => !isShown(row))].map(
    ({ num, sourceId, sourceUrl, movedTo, shownEntryId: _shownEntryId, ...member }) => ({
      ...member,
      source: {
        num,
        id: sourceId,
        urls: [sourceUrl, movedTo].filter((url) => url !== null),
      },
    }),
  );
}

/** The one to show: the earliest from the article's own site, else the earliest. */
export function chooseLead<T extends MemberEntry>(members: readonly [T, ...T[]]): T {
  const [first, ...rest] = members.toSorted(
    (a, b) =>
      Number(isOnOwnSite(b)) - Number(isOnOwnSite(a)) ||
      a.firstSeenAt - b.firstSeenAt ||
      a.entryId - b.entryId,
  );
  return first ?? rest[0] ?? members[0];
}

function isOnOwnSite({ url, source }: MemberEntry): boolean {
  return isOnSiteOf(hostOfUrl(url ?? ""), source.urls);
}

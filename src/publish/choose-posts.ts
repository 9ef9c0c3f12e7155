import type { Config } from "../model/config.ts";
import type { Rule } from "../model/source.ts";
import type { StoredEntry, StoredMember, StoredPost } from "../model/stored.ts";
import type { PublishedSource, PublishedSources } from "./published-source.ts";
import { judgeEntry } from "./rules.ts";

/** A stored post that is shown, and by which of its entries. */
export type ChosenPost = {
  readonly stored: StoredPost;
  readonly shown: StoredEntry;
  readonly source: PublishedSource;
  /** The other entries that may be shown, for "also in". */
  readonly copies: readonly StoredMember[];
};

export type ChoosePolicy = {
  readonly config: Config;
  readonly sources: PublishedSources;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether the limits per source hold: in feeds they do, on pages everything is listed. */
  readonly isFairShare: boolean;
  /** The feed or page is of these sources; absent or null: of all. */
  readonly sourceIds?: readonly string[] | null;
  /** Rules of a named output, on top of the others. */
  readonly output?: { readonly keep: readonly Rule[]; readonly drop: readonly Rule[] };
};

/** What was shown so far, by source: posts, and entries of its first poll. */
export type Tallies = {
  readonly shares: Map<string, number>;
  readonly firstPolls: Map<string, number>;
};

/** Tallies of nothing, or a copy of `before`. */
export function createTallies(before?: Tallies): Tallies {
  return { shares: new Map(before?.shares), firstPolls: new Map(before?.firstPolls) };
}

/**
 * Decides post by post, newest first, what a feed or page shows. The limits count what was shown before: a chooser
 * that does not start at the top needs the tallies of what is above.
 */
export function createChooser(
  policy: ChoosePolicy,
  { shares, firstPolls }: Tallies = createTallies(),
): (post: StoredPost) => ChosenPost | null {
  const own = policy.sourceIds ? new Set(policy.sourceIds) : null;
  return (post) => {
    const allowed = listMembers(post).filter(
      ({ entry }) => hasRoom(entry, policy, firstPolls) && isPublishable(entry, policy),
    );
    // A copy elsewhere brings nothing into a feed that leaves out what its own sources have of the post.
    if (own !== null && !allowed.some(({ entry }) => own.has(entry.sourceId))) return null;
    const [first, ...copies] = allowed;
    const source = first && policy.sources.get(first.entry.sourceId);
    if (first === undefined || source === undefined) return null;
    if (policy.isFairShare && !hasShareLeft(source, policy.config, shares)) return null;
    for (const { entry } of allowed) countFirstPoll(entry, policy.sources, firstPolls);
    return { stored: post, shown: first.entry, source, copies };
  };
}

/** The shown entry first; where it is not allowed (its source was removed, a rule drops it), a copy takes its place. */
export function listMembers(post: StoredPost): readonly StoredMember[] {
  const shown = { entry: post.shown, reason: "shown", evidence: "" };
  return [shown, ...post.members.filter(({ entry }) => entry.entryId !== post.shown.entryId)];
}

/** Whether `newSourceLimit` lets an entry through after those that were shown. */
export function hasRoom(
  entry: StoredEntry,
  policy: ChoosePolicy,
  firstPolls: Tallies["firstPolls"],
): boolean {
  const published = policy.sources.get(entry.sourceId);
  if (published === undefined) return false;
  const limit = policy.config.posts.newSourceLimit;
  const count = firstPolls.get(entry.sourceId) ?? 0;
  return limit === 0 || count < limit || !isFromFirstPoll(entry, published);
}

/** Whether source, date and rules let an entry through, however many of its source there are. */
export function isPublishable(entry: StoredEntry, policy: ChoosePolicy): boolean {
  const published = policy.sources.get(entry.sourceId);
  if (published === undefined || !published.source.enabled) return false;
  const { source } = published;
  if (source.futureDates === "skip" && (entry.datedAt ?? 0) > policy.now) return false;
  if (!judgeEntry(entry, source, policy.config).isShown) return false;
  const { output } = policy;
  return (
    output === undefined || judgeEntry(entry, { ...source, keep: [], drop: [] }, output).isShown
  );
}

/** Until its first poll has ended, a source's entries are all from that poll. */
export function isFromFirstPoll(entry: StoredEntry, { state }: PublishedSource): boolean {
  const firstPollAt = state?.firstPollAt ?? Number.POSITIVE_INFINITY;
  return entry.firstSeenAt <= firstPollAt;
}

function countFirstPoll(
  entry: StoredEntry,
  sources: PublishedSources,
  counts: Map<string, number>,
): void {
  const published = sources.get(entry.sourceId);
  if (published === undefined || !isFromFirstPoll(entry, published)) return;
  counts.set(entry.sourceId, (counts.get(entry.sourceId) ?? 0) + 1);
}

/** The room a source leaves goes to the older posts of the others: the feed stays as long as its limit. */
function hasShareLeft(
  { source }: PublishedSource,
  config: Config,
  shares: Map<string, number>,
): boolean {
  const limits = [source.limit, config.posts.perSourceLimit].filter((limit) => limit > 0);
  const share = shares.get(source.id) ?? 0;
  if (share >= Math.min(...limits)) return false;
  shares.set(source.id, share + 1);
  return true;
}

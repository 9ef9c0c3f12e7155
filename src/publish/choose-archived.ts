import type { StoredEntry, StoredMember, StoredPost } from "../model/stored.ts";
import { isPublishable, listMembers, type ChoosePolicy, type ChosenPost } from "./choose-posts.ts";

export type ArchivePolicy = ChoosePolicy & {
  /** The block's entry numbers, first and last. */
  readonly from: number;
  readonly to: number;
  /** Whether an entry's source is among those the archive is of. */
  readonly isOwn: (entry: StoredEntry) => boolean;
  /** Whether `newSourceLimit` lets an entry through. */
  readonly isWithinFirstPoll: (entry: StoredEntry) => boolean;
};

/**
 * The post as an archive shows it, or null where it is in another block. A post belongs to the block of its first shown
 * entry, and shows what it was when that block was full: copies that came later are left out. Limits per source do not
 * hold here: what a busy feed had no room for is found in the archives.
 */
export function chooseArchived(post: StoredPost, policy: ArchivePolicy): ChosenPost | null {
  const allowed = listMembers(post).filter(({ entry }) => isShown(entry, policy));
  const own = allowed.filter(({ entry }) => policy.isOwn(entry)).map(({ entry }) => entry.entryId);
  if (own.length === 0 || Math.min(...own) < policy.from) return null;
  const [first, ...copies]: readonly StoredMember[] = allowed;
  const source = first && policy.sources.get(first.entry.sourceId);
  if (first === undefined || source === undefined) return null;
  return { stored: post, shown: first.entry, source, copies };
}

function isShown(entry: StoredEntry, policy: ArchivePolicy): boolean {
  return (
    entry.entryId <= policy.to && isPublishable(entry, policy) && policy.isWithinFirstPoll(entry)
  );
}

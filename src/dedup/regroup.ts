import type { EntryFeatures } from "./entry-features.ts";
import { createJoiner, type Joiner } from "./joiner.ts";
import { isKeptApart, type PersonsWord } from "./persons-word.ts";

/** An entry of a post, with why it is there. */
export type Member = {
  readonly entryId: number;
  readonly features: EntryFeatures;
  readonly reason: string;
  readonly evidence: string;
};

/** Candidates of one decision, as for a new entry. */
const maxCompared = 60;

/**
 * Takes a post apart where a person's word asks for it: the first group keeps the post, its first member is the one shown,
 * and each other group is an article of its own. Who is not concerned stays, even if today's rules would not join it: an
 * article that was edited since does not come back as new.
 */
export function regroup(
  [shown, ...others]: readonly [Member, ...Member[]],
  word: PersonsWord,
): readonly (readonly Member[])[] {
  const join = createJoiner(word);
  const groups: Member[][] = [[shown]];
  for (const member of concernedFirst(shown, others, word)) {
    const place = placeOf(member, groups, { join, word });
    if (place === null) groups.push([member]);
    else groups[place.group]?.push(place.member);
  }
  return groups;
}

/** Copies of an entry that leaves must find it where it went. */
function concernedFirst(
  shown: Member,
  others: readonly Member[],
  word: PersonsWord,
): readonly Member[] {
  const all = [shown, ...others];
  const isConcerned = ({ features, reason }: Member): boolean =>
    reason === "asked-for" || all.some((other) => isKeptApart(word, features, other.features));
  return [...others.filter(isConcerned), ...others.filter((member) => !isConcerned(member))];
}

type Place = { readonly group: number; readonly member: Member };

function placeOf(
  member: Member,
  groups: readonly (readonly Member[])[],
  { join, word }: { readonly join: Joiner; readonly word: PersonsWord },
): Place | null {
  const compared = groups.flatMap((group, postId) =>
    group.map(({ features, entryId }) => ({
      features,
      entryId,
      postId,
      isInSameDocument: false,
    })),
  );
  const decision = join(member.features, compared.slice(0, maxCompared));
  if (decision.kind === "join") {
    const { postId: group, reason, evidence } = decision;
    const isAsBefore = group === 0 && member.reason !== "asked-for";
    return { group, member: isAsBefore ? member : { ...member, reason, evidence } };
  }
  if (member.reason === "asked-for") return null;
  const group = groups.findIndex((some) => mayStay(member, some, word));
  return group === -1 ? null : { group, member };
}

/** Switched off, only what one source itself gave as one article stays together. */
function mayStay(member: Member, group: readonly Member[], word: PersonsWord): boolean {
  const { features } = member;
  return (
    !group.some((other) => isKeptApart(word, features, other.features)) &&
    (word.enabled || group.some((other) => other.features.sourceId === features.sourceId))
  );
}

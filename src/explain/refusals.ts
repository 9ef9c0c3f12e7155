import { decide } from "../dedup/decide.ts";
import type { EntryFeatures } from "../dedup/entry-features.ts";
import { isKeptApart, type PersonsWord } from "../dedup/persons-word.ts";
import { readFeatures } from "../dedup/read-features.ts";
import { joinOf } from "../join.ts";
import type { ChoosePolicy } from "../publish/choose-posts.ts";
import { entryFacts, type EntryFacts } from "../store/entry-facts.ts";
import { candidatesOf } from "../store/join-anew.ts";
import type { Store } from "../store/store.ts";
import { explainSource } from "./explained-entry.ts";
import type { Refusal } from "./explanation.ts";

/** More fill the screen and say the same. */
const maxRefusals = 5;

export type RefusalsOptions = { readonly word: PersonsWord; readonly policy: ChoosePolicy };

/** The entries that share something with these, are in no post with them, and what keeps each apart; nearest first. */
export async function refusalsOf(
  store: Store,
  entries: readonly EntryFacts[],
  { word, policy }: RefusalsOptions,
): Promise<readonly Refusal[]> {
  const refusals = new Map<number, Refusal>();
  for (const entry of entries) {
    const own = readFeatures(entry.content?.features ?? "null");
    if (own === null) continue;
    const candidates = await candidatesOf(store.db, entry.entryId, joinOf(word).said);
    const facts = await entryFacts(
      store.db,
      candidates.map(({ entryId }) => entryId),
    );
    const factsBy = new Map(facts.map((other) => [other.entryId, other]));
    for (const { entryId } of candidates) {
      const other = factsBy.get(entryId);
      const features = readFeatures(other?.content?.features ?? "null");
      if (other === undefined || features === null || refusals.has(entryId)) continue;
      refusals.set(entryId, { ...describe(other, policy), ...judge(own, features, word) });
    }
  }
  return [...refusals.values()].sort(byNearness).slice(0, maxRefusals);
}

type Judgement = Pick<Refusal, "reason" | "evidence">;

function judge(a: EntryFeatures, b: EntryFeatures, word: PersonsWord): Judgement {
  if (isKeptApart(word, a, b))
    return { reason: "asked-for", evidence: "kept apart by dedup.never" };
  if (!word.enabled) return { reason: "switched-off", evidence: "dedup.enabled is false" };
  const { same, reason, evidence } = decide(a, b);
  // They would be one article, were it not for another entry of one of the two.
  return same
    ? { reason: "other-member", evidence: `${reason} (${evidence}), but not with all its copies` }
    : { reason, evidence };
}

function describe(
  { url, content, sourceId }: EntryFacts,
  policy: ChoosePolicy,
): Pick<Refusal, "title" | "url" | "source"> {
  return {
    title: content?.entry.derived.title ?? null,
    url,
    source: explainSource(sourceId, policy),
  };
}

/** What shares no more than a key is mentioned last. */
function byNearness(a: Refusal, b: Refusal): number {
  return Number(a.reason === "nothing-in-common") - Number(b.reason === "nothing-in-common");
}

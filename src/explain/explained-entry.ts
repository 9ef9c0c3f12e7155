import { identityOrigin } from "../dedup/identity-origin.ts";
import { isPublishable, type ChoosePolicy } from "../publish/choose-posts.ts";
import { judgeEntry } from "../publish/rules.ts";
import type { Verdict } from "../publish/verdicts.ts";
import type { EntryFacts } from "../store/entry-facts.ts";
import type { ExplainedEntry, ExplainedSource } from "./explanation.ts";

/** What is known of one entry. */
export function explainEntry(facts: EntryFacts, policy: ChoosePolicy): ExplainedEntry {
  const entry = facts.content?.entry ?? null;
  return {
    title: entry?.derived.title ?? null,
    url: facts.url,
    guid: entry?.raw.id ?? null,
    source: explainSource(facts.sourceId, policy),
    identity: facts.identity,
    identityFrom: entry === null ? null : identityOrigin(entry.raw, facts.identity),
    published: entry?.raw.published ?? null,
    firstSeenAt: instant(facts.firstSeenAt),
    lastListedAt: optionalInstant(facts.lastListedAt),
    editedAt: optionalInstant(entry?.editedAt ?? null),
    prunedAt: optionalInstant(facts.prunedAt),
    reason: facts.place?.reason ?? null,
    evidence: facts.place?.evidence ?? null,
    verdict: verdictOf(facts, policy),
  };
}

export function explainSource(sourceId: string, { sources }: ChoosePolicy): ExplainedSource {
  const shown = sources.get(sourceId)?.shown;
  return shown === undefined
    ? { id: sourceId, title: "a source that left the config", url: null }
    : { id: sourceId, title: shown.title, url: shown.feedUrl };
}

const ruleVerdicts: Readonly<Record<NonNullable<Verdict["by"]>, string>> = {
  "global drop": "dropped by a rule of the config (drop)",
  "source drop": "dropped by a rule of its source (drop)",
  "global keep": "kept by a rule of the config (keep)",
  "source keep": "kept by a rule of its source (keep)",
  "no keep": "not kept: there are keep rules, and none of them matches",
};

function verdictOf({ content, sourceId }: EntryFacts, policy: ChoosePolicy): string {
  const published = policy.sources.get(sourceId);
  if (published === undefined) return "not shown: its source is not in the config";
  if (!published.source.enabled) return "not shown: its source is disabled (enabled: false)";
  if (content === null) return "not shown: its content is pruned (retention)";
  const { by, isShown } = judgeEntry(content.entry, published.source, policy.config);
  if (isShown && !isPublishable(content.entry, policy)) {
    return "not shown yet: dated in the future, which its source skips (futureDates: skip)";
  }
  return by === null ? "allowed: no rule speaks against it" : ruleVerdicts[by];
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function optionalInstant(ms: number | null): string | null {
  return ms === null ? null : instant(ms);
}

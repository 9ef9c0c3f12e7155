import { addressRule, articleNumberRule } from "./address-rule.ts";
import { compare, type Comparison } from "./comparison.ts";
import { declaredRule } from "./declared-rule.ts";
import { refuse, type Decision } from "./decision.ts";
import type { EntryFeatures } from "./entry-features.ts";
import { identityRule } from "./identity-rule.ts";
import { openEntry, type OpenedEntry } from "./opened-entry.ts";
import { copiedRule } from "./copied-rule.ts";
import { movedRule } from "./moved-rule.ts";

/**
 * Whether two entries are one article. A false join loses an article, a missed one shows it twice; the first costs ten
 * times the second. Rules in order of strength, the first answer wins. Symmetric.
 */
export function decide(a: EntryFeatures, b: EntryFeatures): Decision {
  return decideOpened(openEntry(a), openEntry(b));
}

/** `decide` for entries that are compared with many others. */
export function decideOpened(a: OpenedEntry, b: OpenedEntry): Decision {
  const pair = compare(a, b);
  return (
    commentRule(pair) ??
    identityRule(pair) ??
    addressRule(pair) ??
    articleNumberRule(pair) ??
    declaredRule(pair) ??
    textRule(pair)
  );
}

/** A comment is no copy of its post, and quotes of one another make comments alike: only its guid joins it. */
function commentRule(pair: Comparison): Decision | null {
  if (!pair.a.isComment && !pair.b.isComment) {
    return null;
  }
  const known = pair.a.isComment === pair.b.isComment ? identityRule(pair) : null;
  return known ?? refuse("comment", "a comment or an answer");
}

function textRule(pair: Comparison): Decision {
  return pair.isSameSource || pair.isSamePublisher ? movedRule(pair) : copiedRule(pair);
}

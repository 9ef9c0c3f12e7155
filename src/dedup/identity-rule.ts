import { agrees, isWithin, type Comparison } from "./comparison.ts";
import { join, refuse, type Decision } from "./decision.ts";
import { isStrongGuid, isToken } from "./guid.ts";
import { urlKey } from "./url-key.ts";

/** A story is rewritten as it develops; a guid on an unrelated text months later was never one. */
const rewriteHours = 7 * 24;

/** Equal guids: within a source they are who the entry is, elsewhere only if they name one article in the world. */
export function identityRule(pair: Comparison): Decision | null {
  const { guid } = pair.a;
  if (guid === null || guid !== pair.b.guid) {
    return null;
  }
  if (pair.isSameSource) {
    return withinSource(pair, guid);
  }
  // One publisher's section feeds use one guid, whatever headline each of them gives.
  const isKnown = agrees(pair) || sharesAddress(pair) || pair.slugLikeness === 1;
  return isStrongGuid(guid) && isKnown ? join("same-guid-elsewhere", guid) : null;
}

/** Publishers rewrite an article under its guid; a guid that may stand on every item needs something to agree. */
function withinSource(pair: Comparison, guid: string): Decision {
  const isName = (isStrongGuid(guid) || isToken(guid)) && urlKey(guid) !== pair.a.feedKey;
  const isRewritten = isName && isWithin(pair, rewriteHours);
  return agrees(pair) || sharesAddress(pair) || pair.slugLikeness >= 0.5 || isRewritten
    ? join("same-guid", guid)
    : refuse("shared-page", `guid ${guid} on different articles`);
}

function sharesAddress({ a, b }: Comparison): boolean {
  return a.urls.some((key) => b.urls.includes(key));
}

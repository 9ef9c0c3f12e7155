import { agrees, type Comparison } from "./comparison.ts";
import { join, refuse, type Decision } from "./decision.ts";
import { isStrongGuid, isToken } from "./guid.ts";

/** Equal guids: within a source they are who the entry is, elsewhere only if they name one article in the world. */
export function identityRule(pair: Comparison): Decision | null {
  const { guid } = pair.a;
  if (guid === null || guid !== pair.b.guid) {
    return null;
  }
  if (pair.isSameSource) {
    // Publishers rewrite an article under its guid; a guid that may stand on every item needs the text to agree.
    return isStrongGuid(guid) || isToken(guid) || agrees(pair) || sharesAddress(pair)
      ? join("same-guid", guid)
      : refuse("shared-page", `guid ${guid} on different articles`);
  }
  if (!isStrongGuid(guid)) {
    return null;
  }
  // One publisher's section feeds use one guid, whatever headline each of them gives.
  return agrees(pair) || sharesAddress(pair) || pair.slugLikeness === 1
    ? join("same-guid-elsewhere", guid)
    : null;
}

function sharesAddress({ a, b }: Comparison): boolean {
  return a.urls.some((key) => b.urls.includes(key));
}

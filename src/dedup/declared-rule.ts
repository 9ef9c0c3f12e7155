import { isWithin, textsAgree, titlesAgree, type Comparison } from "./comparison.ts";
import { join, type Decision } from "./decision.ts";
import type { EntryFeatures } from "./entry-features.ts";
import { numberVeto } from "./veto.ts";

/** Planets pass an entry on with its date; time zones are lost on the way. */
const republishedHours = 26;

/** What the entry itself says about where it comes from. */
export function declaredRule(pair: Comparison): Decision | null {
  return numberVeto(pair) === null ? (creditRule(pair) ?? originRule(pair)) : null;
}

function creditRule(pair: Comparison): Decision | null {
  const credited = creditedAddress(pair.a, pair.b) ?? creditedAddress(pair.b, pair.a);
  return credited !== undefined && (titlesAgree(pair) || textsAgree(pair))
    ? join("named-original", credited)
    : null;
}

function creditedAddress(copy: EntryFeatures, original: EntryFeatures): string | undefined {
  return copy.credits.find((key) => original.urls.includes(key));
}

function originRule(pair: Comparison): Decision | null {
  const names = (copy: EntryFeatures, original: EntryFeatures) =>
    copy.sourceId !== original.sourceId && copy.origin.includes(original.feedKey);
  const isNamed = names(pair.a, pair.b) || names(pair.b, pair.a);
  return isNamed && pair.isSameTitle && isWithin(pair, republishedHours)
    ? join("republished-from", pair.a.origin[0] ?? pair.b.origin[0] ?? "")
    : null;
}

import type { Source } from "../model/source.ts";
import type { SourceState } from "../model/stored.ts";
import { isoDate } from "./clean-date.ts";
import { publicAddress } from "./published-source.ts";

const dayMs = 86_400_000;

/** A failure of some hours is a publisher's maintenance, no news. */
const brokenAfterMs = dayMs;

/** How long a source that answers again is told of. */
const backNewsMs = 7 * dayMs;

export type HealthNews = {
  readonly word: "gone" | "broken" | "back" | "moved" | "quiet";
  /** When it became news, milliseconds since the epoch. */
  readonly at: number;
  /** For the operator; the same at every look until something changes. */
  readonly sentence: string;
};

export type HealthLook = {
  readonly now: number;
  readonly quietAfterMs: number;
  /** Whether the config lists an address. */
  readonly isListed: (address: string) => boolean;
};

export type Health = {
  /** What an operator should know of the source, the gravest first; [] when all is well. */
  readonly news: readonly HealthNews[];
  /** When that became another, milliseconds since the epoch. */
  readonly changedAt: number;
};

export function sourceHealth(source: Source, state: SourceState, look: HealthLook): Health {
  const news = listNews(source, state, look);
  const overAt = backOverAt(state);
  const endedAt = overAt !== null && overAt < look.now ? overAt : 0;
  // Nothing was news before the config named the source.
  const changedAt = Math.max(state.addedAt, endedAt, ...news.map(({ at }) => at));
  return { news, changedAt };
}

function listNews(
  source: Source,
  state: SourceState,
  { now, quietAfterMs, isListed }: HealthLook,
): readonly HealthNews[] {
  const news = [
    goneNews(state) ?? brokenNews(source, state, now) ?? backNews(state, now),
    movedNews(source, state, isListed),
  ];
  // Of a source that cannot be read nobody knows whether it is quiet.
  if (state.failures === 0) news.push(quietNews(state, { now, quietAfterMs }));
  return news.filter((item) => item !== null);
}

function goneNews({ goneAt }: SourceState): HealthNews | null {
  if (goneAt === null) return null;
  const sentence = `Its publisher says that it is gone for good (HTTP 410), first on ${day(goneAt)}.`;
  return { word: "gone", at: goneAt, sentence };
}

/**
 * The reason names hosts: of a private source it is for the log alone. It is that of the first failure: what a source
 * that is down answers may be another thing at every poll.
 */
function brokenNews(
  { isPrivate }: Source,
  { failingSince, brokeError }: SourceState,
  now: number,
): HealthNews | null {
  if (failingSince === null || now - failingSince < brokenAfterMs) return null;
  const reason = isPrivate ? "the log says why." : (brokeError ?? "no reason is known.");
  const sentence = `It has failed since ${day(failingSince)}: ${reason}`;
  return { word: "broken", at: failingSince + brokenAfterMs, sentence };
}

function backNews(state: SourceState, now: number): HealthNews | null {
  const { brokeAt, backAt } = state;
  const overAt = backOverAt(state);
  if (brokeAt === null || backAt === null || overAt === null || overAt < now) return null;
  const sentence = `It works again since ${day(backAt)}; it had failed since ${day(brokeAt)}.`;
  return { word: "back", at: backAt, sentence };
}

/** Until when it is news that a source is back; null: it is not back from a long failure. */
function backOverAt({ brokeAt, backAt, failures }: SourceState): number | null {
  if (failures > 0 || brokeAt === null || backAt === null) return null;
  return backAt - brokeAt < brokenAfterMs ? null : backAt + backNewsMs;
}

function movedNews(
  source: Source,
  state: SourceState,
  isListed: HealthLook["isListed"],
): HealthNews | null {
  if (state.movedTo === null) return null;
  const address = publicAddress(source, state.movedTo);
  const place = address ?? "another address";
  const sentence = isListed(state.movedTo)
    ? `It has moved to ${place}, which is listed already: this one can be removed.`
    : `It has moved to ${place}; ${adviceOn(source, address)}`;
  return { word: "moved", at: state.movedAt ?? state.firstPollAt ?? 0, sentence };
}

function adviceOn({ publicUrl }: Source, address: string | null): string {
  return address === null
    ? "put the new one, which the command check tells, into the config."
    : `put that into the config instead of ${publicUrl} (its posts stay).`;
}

function quietNews(
  { newestAt }: SourceState,
  { now, quietAfterMs }: Pick<HealthLook, "now" | "quietAfterMs">,
): HealthNews | null {
  if (newestAt === null || now - newestAt < quietAfterMs) return null;
  const sentence = `Its newest entry is of ${day(newestAt)}.`;
  return { word: "quiet", at: newestAt + quietAfterMs, sentence };
}

function day(ms: number): string {
  return isoDate(ms).slice(0, 10);
}

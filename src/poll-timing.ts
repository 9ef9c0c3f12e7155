import type { CachingFields } from "./model/errors.ts";
import type { PollHints } from "./model/feed.ts";
import type { Outcome, Validators } from "./model/source.ts";
import type { Poll } from "./poll-tools.ts";
import { nextPoll, type NextPoll } from "./schedule/next-poll.ts";
import type { ArrivalHistory } from "./schedule/rhythm.ts";
import { restHost } from "./store/hosts.ts";

/** What an answer, usable or not, says about the next time. */
export type AnswerFields = {
  readonly status: number | null;
  readonly caching: CachingFields | null;
  /** Host (host:port) that answered. */
  readonly host: string | null;
};

export type PollEnding = {
  readonly outcome: Outcome;
  /** null: no answer came. */
  readonly answer: AnswerFields | null;
  /** What the source is remembered with. */
  readonly validators: Validators;
  readonly hints: PollHints | null;
  /** Entries in the document; absent: no document was read. */
  readonly listed?: number;
};

/** When a source is polled again; a host that wants to be left alone is remembered, here and for the next start. */
export function planNext(poll: Poll, ending: PollEnding): NextPoll | Promise<NextPoll> {
  const { tools, source, state } = poll;
  const { answer, validators } = ending;
  const host = answer?.host ?? poll.place.host;
  const next = nextPoll({
    outcome: ending.outcome,
    now: tools.now(),
    status: answer?.status ?? null,
    failures: ending.outcome === "failed" ? state.failures + 1 : 0,
    caching: answer?.caching ?? null,
    hints: ending.hints,
    hasValidators: validators.etag !== null || validators.lastModified !== null,
    history: historyOf(poll, ending.listed),
    schedule: source.schedule,
    timezone: tools.timezone,
    wasHostLimited: tools.hosts.wasLimited(host),
    jitter: tools.random(),
    minIntervalMs: source.minIntervalMs,
    maxIntervalMs: source.maxIntervalMs,
  });
  return next.hostRestUntil === null ? next : resting(poll, { host, next });
}

async function resting(
  { tools }: Poll,
  { host, next }: { readonly host: string; readonly next: NextPoll },
): Promise<NextPoll> {
  const until = next.hostRestUntil;
  if (until !== null) {
    tools.hosts.rest(host, until);
    await restHost(tools.store, { host, until, now: tools.now() });
  }
  return next;
}

/** From what the store knew before this poll; what it brought counts at the next one. */
function historyOf({ state }: Poll, listed: number | undefined): ArrivalHistory | null {
  const { firstPollAt, arrivals } = state;
  if (firstPollAt === null || arrivals === null) return null;
  return { ...arrivals, firstPollAt, listed: listed ?? arrivals.listed };
}

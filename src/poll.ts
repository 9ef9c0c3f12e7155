import { createHash } from "node:crypto";
import { derivedVersion } from "./entries/derive-entry.ts";
import type { BodyAnswer, FetchAnswer } from "./fetch/answer.ts";
import type { Fetcher } from "./fetch/fetcher.ts";
import type { FetchRequest } from "./fetch/request.ts";
import type { Logger } from "./log.ts";
import type { PollSettings } from "./model/config.ts";
import { FetchError, ParseError, type CachingFields } from "./model/errors.ts";
import type { PollHints } from "./model/feed.ts";
import type { Outcome, Source } from "./model/source.ts";
import type { SourceState } from "./model/stored.ts";
import type { ReadPool } from "./read-pool.ts";
import { nextPoll, type NextPoll } from "./schedule/next-poll.ts";
import type { ArrivalHistory } from "./schedule/rhythm.ts";
import type { Turn } from "./schedule/queue.ts";
import { arrivalsOf } from "./store/arrivals.ts";
import { restHost } from "./store/hosts.ts";
import { saveFailed, saveUnchanged } from "./store/save-outcome.ts";
import type { Join } from "./store/join.ts";
import { savePoll } from "./store/save-poll.ts";
import { sourceStates } from "./store/sources.ts";
import type { Store } from "./store/store.ts";

/** What polls are made with; built once for many (pipeline.ts). */
export type PollTools = {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly readPool: ReadPool;
  readonly join: Join;
  readonly settings: PollSettings;
  readonly timezone: string;
  readonly log: Logger;
  /** Takes secrets out of a sentence that will be shown. */
  readonly redact: (text: string) => string;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Leaves a host alone after a 429, and says whether it said 429 lately. */
  readonly hosts: {
    rest(host: string, until: number): void;
    wasLimited(host: string): boolean;
  };
};

export type PollOptions = {
  readonly source: Source;
  readonly turn: Turn;
  readonly signal: AbortSignal;
};

/** How one poll ended, for the log and the table of `poll`. */
export type PollReport = {
  readonly sourceId: string;
  readonly outcome: Outcome;
  readonly status: number | null;
  /** One sentence without secrets; null: nothing failed. */
  readonly error: string | null;
  readonly reason: string | null;
  readonly entriesNew: number;
  readonly entriesChanged: number;
  readonly bytes: number;
  readonly durationMs: number;
};

/** A poll under way. */
type Poll = PollOptions & {
  readonly tools: PollTools;
  readonly state: SourceState;
};

/** What a poll brought, before it is known how long it took. */
type Result = Omit<PollReport, "sourceId" | "durationMs">;

/**
 * Polls one source: fetch → read (parse, entries, fingerprints) → save with dedup → next time. The one place that
 * catches FetchError and ParseError; whatever fails leaves stored entries and validators as they were. Throws where the
 * store cannot write, on a bug, and with the signal's reason when stopped.
 */
export async function pollSource(tools: PollTools, options: PollOptions): Promise<PollReport> {
  const { source } = options;
  const startedAt = tools.now();
  const state = (await sourceStates(tools.store, [source.id])).get(source.id);
  if (state === undefined) throw new Error(`The store does not know source ${source.id}.`);
  const result = await pollOnce({ ...options, tools, state });
  const { error, reason, ...counts } = {
    sourceId: source.id,
    ...result,
    durationMs: tools.now() - startedAt,
  };
  tools.log.info(error === null ? counts : { ...counts, reason, error }, "source polled");
  return { error, reason, ...counts };
}

async function pollOnce(poll: Poll): Promise<Result> {
  let answer: FetchAnswer | null = null;
  try {
    answer = await poll.tools.fetcher.fetch(requestOf(poll), poll.signal);
    if (answer.kind === "not-modified") return await keep(poll, answer, poll.state.bodyHash);
    const bodyHash = createHash("sha256").update(answer.body).digest("hex");
    if (bodyHash === poll.state.bodyHash) return await keep(poll, answer, bodyHash);
    return await takeIn(poll, answer, bodyHash);
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof ParseError)) throw error;
    return fail(poll, error, answer);
  }
}

function requestOf({ source, state, turn, signal }: Poll): FetchRequest {
  const { headers, proxy, allowInsecureTls } = source;
  return {
    url: state.movedTo ?? source.url,
    configuredUrl: source.url,
    validators: state.validators,
    headers,
    proxy,
    allowInsecureTls,
    beforeHop: (url) => turn.waitForHost(url.host, signal),
  };
}

/** A 304 or the bytes of last time: only validators and times are new. */
async function keep(poll: Poll, answer: FetchAnswer, bodyHash: string | null): Promise<Result> {
  const { tools, state } = poll;
  const next = await planNext(poll, {
    outcome: "unchanged",
    answer,
    hints: state.feed?.hints ?? null,
  });
  await saveUnchanged(tools.store, { ...factsOf(poll, answer, next), bodyHash });
  return succeeded("unchanged", answer);
}

async function takeIn(poll: Poll, answer: BodyAnswer, bodyHash: string): Promise<Result> {
  const { tools, source, state } = poll;
  const incoming = await tools.readPool.read(answer.body, {
    sourceId: source.id,
    url: answer.finalUrl,
    contentType: answer.contentType,
    weakKeys: state.weakKeys,
  });
  const { hints } = incoming.feed;
  const listed = incoming.entries.length;
  const next = await planNext(poll, { outcome: "updated", answer, hints, listed });
  const facts = { ...factsOf(poll, answer, next), bodyHash };
  const saved = await savePoll(tools.store, {
    facts,
    feed: incoming,
    derivedVersion,
    futureDates: source.futureDates,
    join: tools.join,
  });
  return {
    ...succeeded(saved.outcome, answer),
    entriesNew: saved.added,
    entriesChanged: saved.changed,
  };
}

/** Permanent redirects are followed for good only here, where the document at their end was read as a feed. */
function factsOf({ tools, source, state }: Poll, answer: FetchAnswer, next: NextPoll) {
  const { status, validators } = answer;
  return {
    sourceId: source.id,
    now: tools.now(),
    status,
    validators,
    movedTo: answer.kind === "body" ? (answer.permanentUrl ?? state.movedTo) : state.movedTo,
    nextPollAt: next.nextPollAt,
    restUntil: next.restUntil,
  };
}

function succeeded(outcome: Outcome, answer: FetchAnswer): Result {
  return {
    outcome,
    status: answer.status,
    error: null,
    reason: null,
    entriesNew: 0,
    entriesChanged: 0,
    bytes: answer.kind === "body" ? answer.body.byteLength : 0,
  };
}

/** The answer's fields count also where its document could not be read: its publisher still says when to come again. */
async function fail(
  poll: Poll,
  error: FetchError | ParseError,
  answer: FetchAnswer | null,
): Promise<Result> {
  const { tools, source, state } = poll;
  const outcome = error.reason === "gone" ? "gone" : "failed";
  const next = await planNext(poll, {
    outcome,
    answer: answer ?? answerOf(error),
    hints: state.feed?.hints ?? null,
  });
  const status = answer?.status ?? answerOf(error)?.status ?? null;
  const sentence = tools.redact(error.message);
  await saveFailed(tools.store, {
    sourceId: source.id,
    now: tools.now(),
    outcome,
    status,
    error: sentence,
    errorReason: error.reason,
    nextPollAt: next.nextPollAt,
    restUntil: next.restUntil,
  });
  const bytes = answer?.kind === "body" ? answer.body.byteLength : 0;
  return {
    outcome,
    status,
    error: sentence,
    reason: error.reason,
    entriesNew: 0,
    entriesChanged: 0,
    bytes,
  };
}

type AnswerFields = {
  readonly status: number | null;
  readonly caching: CachingFields | null;
  readonly host: string | null;
};

function answerOf(error: FetchError | ParseError): AnswerFields | null {
  return error instanceof FetchError ? error : null;
}

type PollEnding = {
  readonly outcome: Outcome;
  readonly answer: AnswerFields | null;
  readonly hints: PollHints | null;
  /** Entries in the document; absent: no document was read. */
  readonly listed?: number;
};

/** When to come again; a host that wants to be left alone is remembered, here and for the next start. */
async function planNext(poll: Poll, ending: PollEnding): Promise<NextPoll> {
  const { tools, source, state } = poll;
  const { answer } = ending;
  const host = answer?.host ?? new URL(state.movedTo ?? source.url).host;
  const next = nextPoll({
    outcome: ending.outcome,
    now: tools.now(),
    status: answer?.status ?? null,
    failures: ending.outcome === "failed" ? state.failures + 1 : 0,
    caching: answer?.caching ?? null,
    hints: ending.hints,
    hasValidators: hasValidators(state),
    history: await historyOf(poll, ending.listed),
    schedule: source.schedule,
    timezone: tools.timezone,
    wasHostLimited: tools.hosts.wasLimited(host),
    jitter: tools.random(),
    minIntervalMs: source.minIntervalMs,
    maxIntervalMs: Math.max(source.minIntervalMs, tools.settings.maxIntervalMs),
  });
  if (next.hostRestUntil !== null) {
    tools.hosts.rest(host, next.hostRestUntil);
    await restHost(tools.store, { host, until: next.hostRestUntil });
  }
  return next;
}

/** From what the store knew before this poll; what it brought counts at the next one. */
async function historyOf(
  { tools, state }: Poll,
  listed: number | undefined,
): Promise<ArrivalHistory | null> {
  if (state.firstPollAt === null) return null;
  const arrivals = await arrivalsOf(tools.store, state.id);
  return { ...arrivals, firstPollAt: state.firstPollAt, listed: listed ?? arrivals.listed };
}

function hasValidators({ validators }: SourceState): boolean {
  return validators.etag !== null || validators.lastModified !== null;
}

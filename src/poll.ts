import { createHash } from "node:crypto";
import type { BodyAnswer, FetchAnswer } from "./fetch/answer.ts";
import type { FetchRequest } from "./fetch/request.ts";
import { FetchError, ParseError } from "./model/errors.ts";
import type { Outcome, Source } from "./model/source.ts";
import { factsOf, tellMove } from "./poll-facts.ts";
import { planNext } from "./poll-timing.ts";
import type { Poll, PollOptions, PollTools } from "./poll-tools.ts";
import { notePoll, watchSlowly } from "./push-polls.ts";
import { readVersion } from "./read-version.ts";
import { isPolledElsewhere } from "./store/converged.ts";
import { saveFailed } from "./store/save-outcome.ts";
import { savePoll } from "./store/save-poll.ts";
import { saveUnchanged } from "./store/save-unchanged.ts";

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

/** What a poll brought, before it is known how long it took. */
type Result = Omit<PollReport, "sourceId" | "durationMs">;

/**
 * Polls one source: fetch → read (parse, entries, fingerprints) → save with dedup → next time. The one place that
 * catches FetchError and ParseError; whatever fails leaves stored entries and validators as they were. Throws where the
 * store cannot write, on a bug, and with the signal's reason when stopped.
 */
export async function pollSource(tools: PollTools, options: PollOptions): Promise<PollReport> {
  const startedAt = tools.now();
  const result = await pollOnce({ ...options, tools });
  const durationMs = tools.now() - startedAt;
  const report = { sourceId: options.source.id, ...result, durationMs };
  tools.log.info(lineOf(report, options.source), "source polled");
  return report;
}

/** Spelt out: to copy all but two members of an object takes as long as to write the line. */
function lineOf(report: PollReport, source: Source): Partial<PollReport & { url: string }> {
  const { sourceId, outcome, status, error, reason } = report;
  const { entriesNew, entriesChanged, bytes, durationMs } = report;
  const counts = { sourceId, outcome, status, entriesNew, entriesChanged, bytes, durationMs };
  if (error === null) return counts;
  // Many feeds of one host fail with one sentence.
  return { ...counts, reason, error, ...(source.isPrivate ? {} : { url: source.publicUrl }) };
}

function pollOnce(poll: Poll): Promise<Result> {
  const { movedTo } = poll.state;
  return movedTo === null ? pollAddress(poll) : pollMoved(poll, movedTo);
}

async function pollMoved(poll: Poll, movedTo: string): Promise<Result> {
  const { id } = poll.state;
  const isElsewhere = await isPolledElsewhere(poll.tools.store, { id, movedTo });
  return isElsewhere ? leaveToOther(poll, movedTo) : pollAddress(poll);
}

/** Its entries come with the other source; should that one leave the config, this one is polled again within a day. */
async function leaveToOther(poll: Poll, movedTo: string): Promise<Result> {
  const { tools, state } = poll;
  const now = tools.now();
  poll.turn.end();
  await saveUnchanged(tools.store, {
    sourceId: state.id,
    now,
    status: null,
    validators: state.validators,
    lifetime: state.lifetime,
    finalUrl: state.validatorsUrl,
    bodyHash: state.bodyHash,
    movedTo,
    movedAt: state.movedAt,
    nextPollAt: now + poll.source.maxIntervalMs,
    restUntil: null,
  });
  const counts = { entriesNew: 0, entriesChanged: 0, bytes: 0 };
  return { outcome: "unchanged", status: null, error: null, reason: null, ...counts };
}

async function pollAddress(poll: Poll): Promise<Result> {
  const { fetcher, bodyRooms, intake } = poll.tools;
  const room = bodyRooms.enter();
  let answer: FetchAnswer | null = null;
  try {
    const got = await fetcher.fetch({ ...requestOf(poll), room }, poll.signal);
    answer = got;
    if (got.kind === "not-modified") return await keep(poll, got, poll.state.bodyHash);
    const bodyHash = createHash("sha256").update(got.body).digest("hex");
    if (bodyHash === poll.state.bodyHash) return await keep(poll, got, bodyHash);
    return await intake.run(() => takeIn(poll, got, bodyHash));
  } catch (error) {
    if (!(error instanceof FetchError || error instanceof ParseError)) throw error;
    return await fail(poll, error, answer);
  } finally {
    room.leave();
  }
}

function requestOf({ source, place, state, turn, signal }: Poll): FetchRequest {
  const { headers, proxy, allowInsecureTls } = source;
  return {
    url: state.movedTo ?? source.url,
    place,
    configuredUrl: source.url,
    validators: state.validators,
    lifetime: state.lifetime,
    validatorsUrl: state.validatorsUrl,
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
    validators: answer.validators,
    hints: state.hints,
  });
  poll.turn.end();
  const watch = await watchSlowly(poll, next, state.hints);
  const facts = factsOf(poll, { answer, bodyHash, isWhole: true, next: watch });
  await saveUnchanged(tools.store, facts, state);
  tellMove(poll, facts);
  await notePoll(poll, { answer, feed: null, added: 0, watch });
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
  const { validators } = answer;
  const next = await planNext(poll, { outcome: "updated", answer, validators, hints, listed });
  const { isWhole } = incoming;
  const watch = await watchSlowly(poll, next, hints);
  const facts = factsOf(poll, { answer, bodyHash, isWhole, next: watch });
  const read = { facts, feed: incoming, derivedVersion: readVersion, join: tools.join };
  const saved = await tools.saving.run(() =>
    savePoll(tools.store, { ...read, futureDates: source.futureDates }),
  );
  tellMove(poll, facts);
  await notePoll(poll, { answer, feed: incoming.feed, added: saved.added, watch });
  return {
    ...succeeded(saved.outcome, answer),
    entriesNew: saved.added,
    entriesChanged: saved.changed,
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
    bytes: answer.kind === "body" ? answer.bodyBytes : 0,
  };
}

/** The answer's fields count also where its document could not be read: its publisher still says when to come again. */
async function fail(
  poll: Poll,
  failure: FetchError | ParseError,
  answer: FetchAnswer | null,
): Promise<Result> {
  const { tools, source, state } = poll;
  const outcome: "failed" | "gone" = failure.reason === "gone" ? "gone" : "failed";
  const fields = answer ?? (failure instanceof FetchError ? failure : null);
  const { validators } = state;
  const hints = state.hints;
  const next = await planNext(poll, { outcome, answer: fields, validators, hints });
  const { nextPollAt, notBeforeAt, restUntil } = next;
  const { reason } = failure;
  const status = fields?.status ?? null;
  const error = tools.redact(failure.message);
  const times = { now: tools.now(), nextPollAt, notBeforeAt, restUntil };
  const facts = { sourceId: source.id, outcome, status, error, errorReason: reason };
  await saveFailed(tools.store, { ...facts, ...times });
  const bytes = answer?.kind === "body" ? answer.bodyBytes : 0;
  return { outcome, status, error, reason, entriesNew: 0, entriesChanged: 0, bytes };
}

import type { CompiledQuery, ExpressionBuilder, Updateable } from "kysely";
import type { Lifetime, Validators } from "../model/source.ts";
import { isOurPoll, isOurs } from "./leases.ts";
import type { Schema } from "./schema.ts";
import type { Store } from "./store.ts";

/** What a poll that got an answer says about its source; all of it replaces what was known. */
export type PollFacts = {
  readonly sourceId: string;
  readonly now: number;
  /** HTTP status; null where there is none (a file). */
  readonly status: number | null;
  readonly validators: Validators;
  /** What came with the validators; absent: nothing. */
  readonly lifetime?: Lifetime;
  /** Where the answer came from, after all redirects; null: not from the web. */
  readonly finalUrl: string | null;
  readonly bodyHash: string | null;
  /** Where permanent redirects led; null: still at the configured address. */
  readonly movedTo: string | null;
  /** When it moved there; absent: not known. */
  readonly movedAt?: number | null;
  /** null: never again by itself (gone). */
  readonly nextPollAt: number | null;
  /** By the source's own rhythm, where `nextPollAt` is later because a hub delivers. */
  readonly ownPollAt?: number | null;
  readonly restUntil: number | null;
  /** What the publisher wishes, whatever the schedule says; absent or null: nothing. */
  readonly notBeforeAt?: number | null;
};

/** What is known of a source after a failed poll. Validators, feed and entries stay as they were. */
export type FailedPoll = {
  readonly sourceId: string;
  readonly now: number;
  readonly outcome: "failed" | "gone";
  readonly status: number | null;
  /** One sentence without credentials. */
  readonly error: string;
  readonly errorReason: string;
  /** null: never again by itself (gone). */
  readonly nextPollAt: number | null;
  readonly restUntil: number | null;
  /** What the publisher wishes, whatever the schedule says; absent or null: nothing. */
  readonly notBeforeAt?: number | null;
};

/** Outcome `failed` or `gone`: one failure more. */
export async function saveFailed(store: Store, poll: FailedPoll): Promise<void> {
  const times = {
    lastPollAt: poll.now,
    nextPollAt: poll.nextPollAt,
    ownPollAt: null,
    restUntil: poll.restUntil,
    notBeforeAt: poll.notBeforeAt ?? null,
    ...noLease,
  };
  await store.outcomes.add([failure(store, poll), writeTimes(store, poll.sourceId, times)]);
}

function failure({ db, instanceId }: Store, poll: FailedPoll): CompiledQuery {
  return db
    .updateTable("source")
    .set((eb) => ({
      outcome: poll.outcome,
      status: poll.status,
      error: poll.error,
      errorReason: poll.errorReason,
      failures: eb("failures", "+", 1),
      failingSince: eb.fn.coalesce("failingSince", eb.val(poll.now)),
      brokeAt: eb.fn.coalesce("failingSince", eb.val(poll.now)),
      brokeError: eb
        .case()
        .when("failures", "=", eb.lit(0))
        .then(eb.val(poll.error))
        .else(eb.ref("brokeError"))
        .end(),
      goneAt: poll.outcome === "gone" ? eb.fn.coalesce("goneAt", eb.val(poll.now)) : null,
    }))
    .where("id", "=", poll.sourceId)
    .where((eb) => isOurPoll(eb, instanceId))
    .compile();
}

/** Ends the lease: comes last. */
export function writeTimes(
  { db, instanceId }: Store,
  sourceId: string,
  times: Updateable<Schema["source_time"]>,
): CompiledQuery {
  return db
    .updateTable("source_time")
    .set(times)
    .where("source", "in", (eb) => eb.selectFrom("source").select("num").where("id", "=", sourceId))
    .where((eb) => isOurs(eb, instanceId))
    .compile();
}

/** The first success after failures is when a source is back. `now` is one parameter of the statement. */
export function backAt(eb: ExpressionBuilder<Schema, "source">, now: number) {
  return eb.case().when("failures", ">", eb.lit(0)).then(eb.val(now)).else(eb.ref("backAt")).end();
}

/** The columns of a source after any poll that worked: its failures are over. */
export function successColumns(facts: PollFacts, outcome: "updated" | "unchanged") {
  return {
    outcome,
    status: facts.status,
    etag: facts.validators.etag,
    lastModified: facts.validators.lastModified,
    cacheControl: facts.lifetime?.cacheControl ?? null,
    expires: facts.lifetime?.expires ?? null,
    finalUrl: facts.finalUrl,
    bodyHash: facts.bodyHash,
    movedTo: facts.movedTo,
    movedAt: facts.movedAt ?? null,
    error: null,
    errorReason: null,
    failures: 0,
    failingSince: null,
    goneAt: null,
  };
}

const noLease = { leaseOwner: null, leaseUntil: null };

/** Its times after such a poll; its lease is free. */
export function timeColumns(facts: PollFacts) {
  return {
    lastPollAt: facts.now,
    lastListedAt: facts.now,
    nextPollAt: facts.nextPollAt,
    ownPollAt: facts.ownPollAt ?? null,
    restUntil: facts.restUntil,
    notBeforeAt: facts.notBeforeAt ?? null,
    ...noLease,
  };
}

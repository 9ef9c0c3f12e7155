import type { FetchAnswer } from "./fetch/answer.ts";
import type { Lifetime } from "./model/source.ts";
import type { Poll } from "./poll-tools.ts";
import type { NextPoll } from "./schedule/next-poll.ts";
import type { PollFacts } from "./store/save-outcome.ts";

/** How a poll that worked ended. */
export type PollSuccess = {
  readonly answer: FetchAnswer;
  /** Of its body; of a 304: of the body that it speaks of. */
  readonly bodyHash: string | null;
  /** Whether the document came to its end. */
  readonly isWhole: boolean;
  readonly next: NextPoll;
};

/** What a source is remembered with from now on. */
export function factsOf(poll: Poll, success: PollSuccess): PollFacts {
  const { tools, source, state } = poll;
  const { answer, next } = success;
  const now = tools.now();
  // Permanent redirects are followed for good only here, where the document at their end was read as a feed.
  const movedTo = answer.kind === "body" ? (answer.permanentUrl ?? state.movedTo) : state.movedTo;
  return {
    sourceId: source.id,
    now,
    status: answer.status,
    ...documentKnown(poll, success),
    movedTo,
    movedAt: movedTo === state.movedTo ? state.movedAt : now,
    nextPollAt: next.nextPollAt,
    restUntil: next.restUntil,
  };
}

/**
 * The document that the next poll asks for changes of. One that was cut off is none: its validators would bring a 304
 * instead of its rest. Those of the document before still hold.
 */
function documentKnown({ state }: Poll, { answer, bodyHash, isWhole }: PollSuccess) {
  const { validators, finalUrl } = answer;
  if (isWhole) return { validators, lifetime: lifetimeOf(answer), finalUrl, bodyHash };
  return {
    validators: state.validators,
    lifetime: state.lifetime,
    finalUrl: state.validatorsUrl ?? finalUrl,
    bodyHash: null,
  };
}

/** More than any publisher means to say. */
const longestField = 1_024;

function lifetimeOf({ caching: { cacheControl, expires } }: FetchAnswer): Lifetime {
  return { cacheControl: short(cacheControl), expires: short(expires) };
}

function short(field: string | null): string | null {
  return field !== null && field.length <= longestField ? field : null;
}

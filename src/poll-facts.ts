import type { FetchAnswer } from "./fetch/answer.ts";
import { bareAddress } from "./model/address.ts";
import { noValidators, type Lifetime } from "./model/source.ts";
import type { Poll } from "./poll-tools.ts";
import type { WatchedPoll } from "./push-polls.ts";
import type { PollFacts } from "./store/save-outcome.ts";

/** How a poll that worked ended. */
export type PollSuccess = {
  readonly answer: FetchAnswer;
  /** Of its body; of a 304: of the body that it speaks of. */
  readonly bodyHash: string | null;
  /** Whether the document came to its end. */
  readonly isWhole: boolean;
  readonly next: WatchedPoll;
};

/** What a source is remembered with from now on. */
export function factsOf(poll: Poll, success: PollSuccess): PollFacts {
  const { tools, source, state } = poll;
  const { answer, next } = success;
  const now = tools.now();
  const movedTo = addressOf(poll, answer);
  return {
    sourceId: source.id,
    now,
    status: answer.status,
    ...documentKnown(poll, success),
    movedTo,
    movedAt: movedTo === state.movedTo ? state.movedAt : now,
    nextPollAt: next.nextPollAt,
    ownPollAt: next.ownPollAt,
    notBeforeAt: next.notBeforeAt,
    restUntil: next.restUntil,
  };
}

/** Says once that a source moved: its owner may want to know, and to edit the config. */
export function tellMove({ tools, state }: Poll, { sourceId, movedTo }: PollFacts): void {
  if (movedTo === state.movedTo) return;
  if (movedTo === null) tools.log.info({ sourceId }, "source moved back");
  else tools.log.info({ sourceId, movedTo: tools.redact(movedTo) }, "source moved");
}

/** Permanent redirects are followed for good only where the document at their end was read as a feed. */
function addressOf({ source, state }: Poll, answer: FetchAnswer): string | null {
  const { kind, permanentUrl } = answer;
  if (kind === "not-modified" || permanentUrl === null) return state.movedTo;
  return permanentUrl === bareAddress(source.url) ? null : permanentUrl;
}

/**
 * The document that the next poll asks for changes of. One that was cut off is none: its validators would bring a 304
 * instead of its rest. Those of the document before still hold.
 */
function documentKnown({ state }: Poll, { answer, bodyHash, isWhole }: PollSuccess) {
  const { finalUrl } = answer;
  if (isWhole) {
    return { validators: validatorsOf(answer), lifetime: lifetimeOf(answer), finalUrl, bodyHash };
  }
  return {
    validators: state.validators,
    lifetime: state.lifetime,
    finalUrl: state.validatorsUrl ?? finalUrl,
    bodyHash: null,
  };
}

/**
 * Where permanent redirects end in a 304, nobody saw what is there: a page that is no feed but older than ours says 304
 * as well. The next request has no conditions, and the move can be adopted.
 */
function validatorsOf({ kind, permanentUrl, validators }: FetchAnswer) {
  return kind === "not-modified" && permanentUrl !== null ? noValidators : validators;
}

/** More than any publisher means to say. */
const longestField = 1_024;

function lifetimeOf({ caching: { cacheControl, expires } }: FetchAnswer): Lifetime {
  return { cacheControl: short(cacheControl), expires: short(expires) };
}

function short(field: string | null): string | null {
  return field !== null && field.length <= longestField ? field : null;
}

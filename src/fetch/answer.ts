import { FetchError, type CachingFields, type FetchReason } from "../model/errors.ts";
import type { Validators } from "../model/source.ts";
import { STATUS_CODES } from "../node-http.ts";
import { discardBody, readBody, type BodyLimits } from "./body.ts";
import { cachingFieldsOf, field, fieldValues, validatorsOf } from "./fields.ts";
import type { Pause } from "./deadline.ts";
import type { Place } from "../model/place.ts";
import { validatorsFor, type FetchRequest } from "./request.ts";
import type { Route } from "./route.ts";
import type { WireAnswer } from "./wire.ts";

/** An answer that can be used: a whole document, or word that it did not change. */
export type FetchAnswer = BodyAnswer | NotModifiedAnswer;

export type AnswerHead = {
  readonly status: number;
  /** Where the redirects ended; never with userinfo. */
  readonly finalUrl: string;
  /** Where permanent redirects (301, 308) from the start led; null: nowhere. Adopt it only once it is known to be a feed. */
  readonly permanentUrl: string | null;
  /** What to store now: on a 304 the old values with the new ones over them, else what this answer says. */
  readonly validators: Validators;
  readonly caching: CachingFields;
  /** Link fields as they came. */
  readonly links: readonly string[];
  /** Host (host:port) that answered. */
  readonly host: string;
};

export type BodyAnswer = AnswerHead & {
  readonly kind: "body";
  /** Decompressed; in memory of its own. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Of the body; stays known when the body was handed to a worker. */
  readonly bodyBytes: number;
  readonly contentType: string | null;
};

export type NotModifiedAnswer = AnswerHead & { readonly kind: "not-modified" };

type AnswerContext = {
  readonly request: FetchRequest;
  readonly route: Route;
  /** poll.maxBody */
  readonly maxBodyBytes: number;
  readonly pauseFor: Pause;
};

/** Takes the last answer of a route. Throws FetchError for every status that brings no document. */
export function takeAnswer(
  wire: WireAnswer,
  context: AnswerContext,
): NotModifiedAnswer | Promise<BodyAnswer> {
  const { request, route } = context;
  const head = answerHead(wire, route);
  if (wire.status === 304) return notModified(head, request, route.place);
  return takeDocument(wire, head, context);
}

async function takeDocument(
  wire: WireAnswer,
  head: AnswerHead,
  context: AnswerContext,
): Promise<BodyAnswer> {
  const { request, route } = context;
  if (wire.status !== 200 && wire.status !== 203) {
    await discardBody(wire);
    throw refusal(head, route);
  }
  const contentType = field(wire.fields, "content-type");
  if (request.isWantedType?.(contentType) === false) {
    await discardBody(wire);
    throw refused(head, "bad-response", "its type is not one that was asked for");
  }
  const body = await readBody(wire, bodyLimits(context, head.host));
  return { kind: "body", ...head, body, bodyBytes: body.byteLength, contentType };
}

function bodyLimits({ request, maxBodyBytes, pauseFor }: AnswerContext, host: string): BodyLimits {
  const { room, maxBodyBytes: maxBytes = maxBodyBytes } = request;
  const limits = {
    maxBytes,
    host,
    ...(maxBytes < maxBodyBytes ? {} : { setting: "poll.maxBody" }),
  };
  return room === undefined ? limits : { ...limits, room, pauseFor };
}

function answerHead(wire: WireAnswer, route: Route): AnswerHead {
  return {
    status: wire.status,
    finalUrl: route.place.href,
    permanentUrl: route.permanentUrl,
    validators: validatorsOf(wire.fields),
    caching: cachingFieldsOf(wire.fields, route.retryAfter),
    links: fieldValues(wire.fields, "link"),
    host: route.place.host,
  };
}

/** RFC 9111 4.3.4: what a 304 says replaces what is stored, what it leaves out stays. */
function notModified(head: AnswerHead, request: FetchRequest, place: Place): NotModifiedAnswer {
  const sent = validatorsFor(request, place);
  if (sent.etag === null && sent.lastModified === null) {
    throw refused(
      head,
      "bad-response",
      "answered 304 Not Modified to a request without conditions",
    );
  }
  const { etag, lastModified } = head.validators;
  const validators = {
    etag: etag ?? sent.etag,
    lastModified: lastModified ?? sent.lastModified,
  };
  const { caching } = head;
  const cacheControl = caching.cacheControl ?? request.lifetime?.cacheControl ?? null;
  const expires = caching.expires ?? request.lifetime?.expires ?? null;
  return {
    kind: "not-modified",
    ...head,
    validators,
    caching: { ...caching, cacheControl, expires },
  };
}

const goneForGood = "410 Gone, the feed was removed for good";

function refusal(head: AnswerHead, { isPermanent }: Route): FetchError {
  const name = `${head.status} ${STATUS_CODES[head.status] ?? ""}`.trim();
  // What a temporary redirect leads to today says nothing about where the feed will be tomorrow.
  if (head.status === 410 && isPermanent) return refused(head, "gone", goneForGood);
  if (head.status === 429) return refused(head, "rate-limited", `${name}, it wants fewer requests`);
  // Parts and deltas that nobody asked for are no whole feed: entries would seem to vanish.
  if (head.status < 300) return refused(head, "bad-response", `${name} brings no whole document`);
  return refused(head, "status", `answered ${name}`);
}

function refused(head: AnswerHead, reason: FetchReason, problem: string): FetchError {
  const { host, status, caching } = head;
  return new FetchError(reason, `${host}: ${problem}`, { status, caching, host });
}

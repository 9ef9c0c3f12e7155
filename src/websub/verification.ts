import type { Subscription } from "../model/subscription.ts";
import { grantedLease, memoryMs, patienceMs } from "./lease.ts";

/** Longer challenges are not echoed; real ones have some dozens of characters. */
const maxChallengeLength = 1_024;

export type VerificationAnswer = {
  /** What is sent back with 200; null: 404. */
  readonly body: string | null;
  readonly change: Partial<Pick<Subscription, "state" | "leaseUntil" | "dueAt">> | null;
};

const refusal: VerificationAnswer = { body: null, change: null };

/**
 * What a hub's verification of intent is answered (WebSub 5.3): the challenge where we want just that for that topic, and
 * nothing else. A hub may verify a living subscription again; its lease starts anew.
 */
export function answerVerification(
  known: Subscription,
  query: URLSearchParams,
  now: number,
): VerificationAnswer {
  if (query.get("hub.topic") !== known.topic) return refusal;
  const { state } = known;
  const isLiving = state === "pending" || state === "active";
  const challenge = query.get("hub.challenge") ?? "";
  const hasChallenge = challenge !== "" && challenge.length <= maxChallengeLength;
  switch (query.get("hub.mode") ?? "") {
    case "subscribe": {
      if (!isLiving || !known.isWanted || !hasChallenge) return refusal;
      const lease = grantedLease(query.get("hub.lease_seconds"), now);
      return { body: challenge, change: { state: "active", ...lease } };
    }
    case "unsubscribe":
      if (state !== "leaving" || !hasChallenge) return refusal;
      return { body: challenge, change: { state: "ended", dueAt: now + memoryMs } };
    case "denied":
      if (!isLiving) return refusal;
      return { body: "", change: { state: "refused", dueAt: now + patienceMs } };
    default:
      return refusal;
  }
}

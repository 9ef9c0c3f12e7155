import { FetchError } from "../model/errors.ts";
import type { Subscription } from "../model/subscription.ts";
import type { PostToHub, WebSubLog } from "./book.ts";
import { hubWords } from "./hub-words.ts";
import { wantedLeaseSeconds } from "./lease.ts";

export type HubRequest = {
  readonly mode: "subscribe" | "unsubscribe";
  readonly subscription: Subscription;
};

/** Asks a hub (WebSub 5.1); false where it refused or could not be reached, which is logged. */
export async function askHub(
  { post, log }: { readonly post: PostToHub; readonly log: WebSubLog },
  { mode, subscription }: HubRequest,
): Promise<boolean> {
  const { hub, topic, callback, secret, sourceId } = subscription;
  const isSubscribing = mode === "subscribe";
  const form = {
    "hub.mode": mode,
    "hub.topic": topic,
    "hub.callback": callback,
    ...(isSubscribing
      ? { "hub.secret": secret, "hub.lease_seconds": String(wantedLeaseSeconds) }
      : {}),
  };
  const facts = { sourceId, hub: new URL(hub).host, mode };
  try {
    const { status, text } = await post(hub, form, sourceId);
    if (status >= 200 && status < 300) return true;
    log.warn({ ...facts, status, answer: hubWords(text, subscription) }, "hub refused");
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    log.warn({ ...facts, reason: error.reason, error: error.message }, "hub not reached");
  }
  return false;
}

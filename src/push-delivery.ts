import { ParseError } from "./model/errors.ts";
import type { Source } from "./model/source.ts";
import type { PollTools } from "./poll-tools.ts";
import { readVersion } from "./read-version.ts";
import { saveDelivery } from "./store/save-delivery.ts";
import { sourceStates } from "./store/read-source-states.ts";
import { StoreError } from "./store/store-error.ts";
import { trustHub } from "./store/subscriptions.ts";

/** A document that a hub delivered, its signature checked. */
export type DeliveredDocument = {
  readonly source: Source;
  readonly body: Uint8Array;
  readonly contentType: string | null;
  /** Where the feed itself is: base of relative addresses. */
  readonly url: string;
};

/** Reads and stores a delivery the way a polled document goes. What cannot be read or saved is logged and changes nothing. */
export async function takeDelivery(
  tools: Omit<PollTools, "push">,
  { source, body, contentType, url }: DeliveredDocument,
): Promise<void> {
  const { store, log } = tools;
  const sourceId = source.id;
  const state = (await sourceStates(store, [sourceId])).get(sourceId);
  if (state === undefined) return;
  try {
    const { weakKeys } = state;
    const feed = await tools.readPool.read(body, { sourceId, url, contentType, weakKeys });
    const saved = await saveDelivery(store, {
      sourceId,
      now: tools.now(),
      feed,
      derivedVersion: readVersion,
      futureDates: source.futureDates,
      join: tools.join,
    });
    await trustHub(store, sourceId, true);
    log.info({ sourceId, entriesNew: saved.added, entriesChanged: saved.changed }, "delivery read");
  } catch (error) {
    if (!(error instanceof ParseError || error instanceof StoreError)) throw error;
    const { reason, message } = error;
    log.warn({ sourceId, reason, error: tools.redact(message) }, "delivery not read");
  }
}

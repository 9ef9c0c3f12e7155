import type { FeedInfo } from "../model/feed.ts";
import { hubProblem, type IsOwnHost } from "./hub-address.ts";
import { linksOfRelation } from "./link-header.ts";

/** Where a publisher's hub is, and what the hub calls the feed. */
export type Advert = {
  readonly hub: string;
  readonly topic: string;
};

/** An answer that brought or confirmed a feed document. */
export type PolledDocument = {
  /** Link fields of the answer. */
  readonly links: readonly string[];
  readonly feed: Pick<FeedInfo, "hubUrls" | "selfUrl">;
  /** Where it came from, after redirects. */
  readonly url: string;
};

/**
 * The hub and topic a document advertises (WebSub 4): those of the header before those inside the feed. The topic is the
 * advertised self; where none is, the document's own address. Null: no hub that may be used.
 */
export function discover(document: PolledDocument, isOwnHost: IsOwnHost): Advert | null {
  const { links, feed, url } = document;
  const hub = advertisedHubs(document).find((one) => hubProblem(one, isOwnHost) === null);
  const [selfInHeader] = linksOfRelation(links, "self", url);
  const topic = selfInHeader ?? feed.selfUrl ?? url;
  if (hub === undefined || !/^https?:/i.test(topic)) return null;
  return { hub, topic };
}

export function advertisedHubs({ links, feed, url }: PolledDocument): readonly string[] {
  const inHeader = linksOfRelation(links, "hub", url);
  return inHeader.length > 0 ? inHeader : feed.hubUrls;
}

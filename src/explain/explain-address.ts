import { keysOfAddress } from "../dedup/keys-of-address.ts";
import { personsWord } from "../dedup/persons-word.ts";
import { urlKey } from "../dedup/url-key.ts";
import type { Config } from "../model/config.ts";
import type { ChoosePolicy } from "../publish/choose-posts.ts";
import { publishSources } from "../publish/published-source.ts";
import {
  entriesNamed,
  entryFacts,
  postFacts,
  type EntryFacts,
  type PostFacts,
} from "../store/entry-facts.ts";
import { sourceStates } from "../store/read-source-states.ts";
import type { Store } from "../store/store.ts";
import { explainEntry, instant } from "./explained-entry.ts";
import type { ExplainedArticle, Explanation } from "./explanation.ts";
import { placePost } from "./placement.ts";
import { refusalsOf } from "./refusals.ts";

export type ExplainOptions = {
  readonly config: Config;
  /** Feedloom's own public address. */
  readonly siteUrl: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** What is known of the article at an address, or with it as its id; nothing known: no articles and nothing pruned. */
export async function explainAddress(
  store: Store,
  address: string,
  { config, siteUrl, now }: ExplainOptions,
): Promise<Explanation> {
  const states = [...(await sourceStates(store)).values()];
  const sources = publishSources(config, states, siteUrl);
  const policy = { config, sources, now, isFairShare: false };
  const found = await entriesNamed(store.db, { keys: keysOfAddress(address), url: address });
  const named = found.filter((entry) => isNamed(entry, address));
  const postIds = [...new Set(named.flatMap(({ place }) => place?.postId ?? []))];
  const articles: ExplainedArticle[] = [];
  for (const postId of postIds) {
    const post = await postFacts(store.db, postId);
    if (post !== null) articles.push(await explainArticle(store, post, policy));
  }
  const pruned = named.filter(({ place }) => place === null);
  return { address, articles, pruned: pruned.map((entry) => explainEntry(entry, policy)) };
}

/** Entries that only name the address as their original are found under it, too. */
function isNamed({ url, content }: EntryFacts, address: string): boolean {
  const key = urlKey(address) ?? address;
  const raw = content?.entry.raw;
  const addresses = [url, raw?.id, raw?.origLink, raw?.canonicalUrl];
  return addresses.some(
    (own) => typeof own === "string" && (own === address || urlKey(own) === key),
  );
}

async function explainArticle(
  store: Store,
  { postId, atomId, sortAt, shownEntryId, entryIds }: PostFacts,
  policy: ChoosePolicy,
): Promise<ExplainedArticle> {
  const facts = await entryFacts(store.db, entryIds);
  const shownFirst = facts.toSorted(
    (a, b) => Number(b.entryId === shownEntryId) - Number(a.entryId === shownEntryId),
  );
  const word = personsWord(policy.config.dedup, policy.config.sources);
  return {
    id: atomId,
    ...(await placePost(store, { postId, sourceIds: facts.map((one) => one.sourceId) }, policy)),
    placedAt: instant(sortAt),
    entries: shownFirst.map((entry) => explainEntry(entry, policy)),
    refused: await refusalsOf(store, shownFirst, { word, policy }),
  };
}

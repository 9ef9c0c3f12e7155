import type { Config } from "../model/config.ts";
import type { PostSource } from "../model/post.ts";
import type { Source } from "../model/source.ts";
import type { SourceState } from "../model/stored.ts";
import { dateMs, isoDate } from "./clean-date.ts";
import { cleanLine } from "./clean-text.ts";
import { cleanUrl } from "./clean-url.ts";
import { hasSecretAddress, hasUserinfo, holdsSecret, secrecyOf, type Secrecy } from "./secrecy.ts";

/** A configured source with what is remembered of it, and how it is shown. */
export type PublishedSource = {
  readonly source: Source;
  /** null: configured, but the store does not know it yet. */
  readonly state: SourceState | null;
  readonly shown: PostSource;
  /** null: nothing of it has to be hidden. */
  readonly secrecy: Secrecy | null;
};

/** By source id, in the config's order. */
export type PublishedSources = ReadonlyMap<string, PublishedSource>;

/** The configured sources as they are shown; `siteUrl` is Feedloom's own public address. */
export function publishSources(
  config: Config,
  states: readonly SourceState[],
  siteUrl: string,
): PublishedSources {
  const stateById = new Map(states.map((state) => [state.id, state]));
  return new Map(
    config.sources.map((source) => {
      const state = stateById.get(source.id) ?? null;
      const secrecy = secrecyOf(source, state);
      const shown = showSource({ source, state, secrecy }, siteUrl);
      return [source.id, { source, state, shown, secrecy }];
    }),
  );
}

function showSource(
  { source, state, secrecy }: Omit<PublishedSource, "shown">,
  siteUrl: string,
): PostSource {
  const feed = state?.feed ?? null;
  const publicUrl = source.isPrivate ? null : cleanUrl(source.publicUrl);
  return {
    sourceId: source.id,
    feedId: feedId(source, feed?.id ?? null, siteUrl),
    title: sourceTitle(source, told(feed?.title ?? null, secrecy)),
    link: publicAddress(source, feed?.link ?? null),
    feedUrl: publicUrl,
    updated: updatedAt(state),
    rights: told(feed?.rights ?? null, secrecy),
  };
}

function told(text: string | null, secrecy: Secrecy | null): string | null {
  return text === null || secrecy === null ? text : secrecy.hide(text);
}

/**
 * A source whose address holds a secret may repeat it in its id: there only the public address is shown, and for a
 * private source its page on this site.
 */
function feedId(source: Source, id: string | null, siteUrl: string): string {
  if (source.isPrivate) return `${siteUrl}sources/${source.id}/`;
  if (id === null || !URL.canParse(id)) return source.publicUrl;
  const isSecret = hasSecretAddress(source) || hasUserinfo(id) || holdsSecret(source, id);
  return isSecret ? source.publicUrl : id;
}

/**
 * An address a source told of, as far as it may be shown: none of a private source, none that holds a secret, and of a
 * source that is asked for with one not the query, which may repeat it in other words.
 */
export function publicAddress(source: Source, address: string | null): string | null {
  const url = source.isPrivate ? null : cleanUrl(address);
  if (url === null) return null;
  const bare = hasSecretAddress(source) ? url.replace(/[?#].*$/, "") : url;
  return holdsSecret(source, bare) ? null : bare;
}

function sourceTitle(source: Source, feedTitle: string | null): string {
  const named = cleanLine(source.name ?? "") || cleanLine(feedTitle ?? "");
  if (named !== "") return named;
  return source.isPrivate ? "Private source" : (URL.parse(source.publicUrl)?.host ?? "Unnamed");
}

/** What the feed said when it last brought something; never later than that. */
function updatedAt(state: SourceState | null): string {
  const lastUpdatedAt = state?.lastUpdatedAt ?? 0;
  return isoDate(Math.min(dateMs(state?.feed?.updated ?? null) ?? lastUpdatedAt, lastUpdatedAt));
}

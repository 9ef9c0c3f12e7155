import type { Config } from "../model/config.ts";
import type { PostSource } from "../model/post.ts";
import type { Source } from "../model/source.ts";
import type { SourceState } from "../model/stored.ts";
import { dateMs, isoDate } from "./clean-date.ts";
import { cleanLine } from "./clean-text.ts";
import { cleanUrl } from "./clean-url.ts";

/** A configured source with what is remembered of it, and how it is shown. */
export type PublishedSource = {
  readonly source: Source;
  /** null: configured, but the store does not know it yet. */
  readonly state: SourceState | null;
  readonly shown: PostSource;
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
      return [source.id, { source, state, shown: showSource(source, state, siteUrl) }];
    }),
  );
}

function showSource(source: Source, state: SourceState | null, siteUrl: string): PostSource {
  const feed = state?.feed ?? null;
  const publicUrl = source.isPrivate ? null : cleanUrl(source.publicUrl);
  return {
    sourceId: source.id,
    feedId: feedId(source, feed?.id ?? null, siteUrl),
    title: sourceTitle(source, feed?.title ?? null),
    link: publicAddress(source, feed?.link ?? null),
    feedUrl: publicUrl,
    updated: updatedAt(state),
    rights: feed?.rights ?? null,
  };
}

/**
 * A source whose address holds a secret may repeat it in its id: there only the public address is shown, and for a
 * private source its page on this site.
 */
function feedId(source: Source, id: string | null, siteUrl: string): string {
  if (source.isPrivate) return `${siteUrl}sources/${source.id}/`;
  return !hasSecret(source) && id !== null && URL.canParse(id) ? id : source.publicUrl;
}

/**
 * An address a source told of, as far as it may be shown: none of a private source, and of one that is asked for with a
 * secret not the query, which may repeat it.
 */
export function publicAddress(source: Source, address: string | null): string | null {
  const url = source.isPrivate ? null : cleanUrl(address);
  return hasSecret(source) ? (url?.replace(/[?#].*$/, "") ?? null) : url;
}

/** Whether the address holds userinfo or something from the environment. */
function hasSecret({ url, publicUrl }: Source): boolean {
  return url !== publicUrl;
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

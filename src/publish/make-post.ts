import { readingMinutes, postSummary } from "../entries/post-summary.ts";
import { shownAuthors } from "../entries/shown-authors.ts";
import { titleFromText } from "../entries/title-from-text.ts";
import type { Post, PostCopy, PostSource } from "../model/post.ts";
import type { StoredEntry, StoredMember } from "../model/stored.ts";
import type { ChosenPost } from "./choose-posts.ts";
import { dateMs, isoDate } from "./clean-date.ts";
import { cleanPost } from "./clean-post.ts";
import { cleanLine } from "./clean-text.ts";
import { copyWithoutSecrets, toldId, withoutSecrets } from "./keep-secrets.ts";
import type { PublishedSource, PublishedSources } from "./published-source.ts";

export type PostStyle = {
  readonly sources: PublishedSources;
  readonly summaryWords: number;
  readonly content: "full" | "summary";
};

/** The post of a chosen article: named, dated, summarised and cleaned. */
export function makePost(chosen: ChosenPost, style: PostStyle): Post {
  const { stored, shown, source } = chosen;
  const { raw, derived } = shown;
  const names = shownAuthors(derived.authors);
  const dates = shownDates(shown, source);
  const post: Post = {
    id: toldId(stored.atomId, shown, secreciesOf(chosen, style.sources)),
    url: raw.url,
    title:
      cleanLine(derived.title ?? "") ||
      cleanLine(titleFromText(derived.text) ?? "") ||
      source.shown.title,
    summary: postSummary(derived.text, style.summaryWords),
    contentHtml: style.content === "full" ? (derived.contentHtml ?? derived.summaryHtml) : null,
    coverUrl: derived.image,
    coverType: derived.imageType ?? null,
    authors: names.length > 0 ? names : [source.shown.title],
    shownAuthors: names,
    categories: derived.categories,
    enclosures: derived.enclosures,
    published: isoDate(dates.publishedMs),
    updated: isoDate(dates.updatedMs),
    readingMinutes: readingMinutes(derived.text),
    language: raw.language ?? source.state?.feed?.language ?? null,
    source: entrySource(shown, source),
    copies: chosen.copies.flatMap((copy) => makeCopy(copy, style.sources)),
  };
  return cleanPost(source.secrecy === null ? post : withoutSecrets(post, source.secrecy));
}

/** An id stays with its post: it may be from an entry that is not shown any more. */
function secreciesOf({ stored, source }: ChosenPost, sources: PublishedSources) {
  const members = stored.members.map(({ entry }) => sources.get(entry.sourceId));
  return [source, ...members].flatMap((one) => one?.secrecy ?? []);
}

function makeCopy({ entry, reason }: StoredMember, sources: PublishedSources): readonly PostCopy[] {
  const published = sources.get(entry.sourceId);
  if (published === undefined) return [];
  const { shown: source, secrecy } = published;
  const copy = { title: entry.derived.title, url: entry.raw.url, source, reason };
  return [secrecy === null ? copy : copyWithoutSecrets(copy, secrecy)];
}

/** An entry's own rights come before its feed's. */
function entrySource({ raw }: StoredEntry, { shown }: PublishedSource): PostSource {
  return raw.rights === null ? shown : { ...shown, rights: raw.rights };
}

/**
 * The dates shown. An article was published when its first date says, whatever date an edit gives it, and first seen
 * where it had none. Nothing can have been published after it was first seen, nor updated after its last change was seen:
 * later dates are clamped to those, unless the source's `futureDates` keeps them, or makes them wait (`skip`).
 */
function shownDates(
  { raw, datedAt, firstSeenAt, editedAt }: StoredEntry,
  { source: { futureDates } }: PublishedSource,
): { readonly publishedMs: number; readonly updatedMs: number } {
  const statedMs = datedAt ?? firstSeenAt;
  const publishedMs = futureDates === "clamp" ? Math.min(statedMs, firstSeenAt) : statedMs;
  const lastSeenMs = Math.max(publishedMs, firstSeenAt, editedAt ?? firstSeenAt);
  const latestMs = futureDates === "keep" ? Number.POSITIVE_INFINITY : lastSeenMs;
  const updatedMs = Math.min(entryDate(raw.updated) ?? editedAt ?? publishedMs, latestMs);
  return { publishedMs, updatedMs: Math.max(updatedMs, publishedMs) };
}

/** A date on the first day of 1970 or before is what broken clocks and empty fields become: no date at all. */
function entryDate(value: string | null): number | null {
  const ms = dateMs(value);
  return ms !== null && ms >= 86_400_000 ? ms : null;
}

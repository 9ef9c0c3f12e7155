import type { Source } from "../model/source.ts";
import type { SourceState } from "../model/stored.ts";
import { publicAddress, type PublishedSource } from "../publish/published-source.ts";
import { renderHealth } from "../publish/render-health.ts";
import type { Generation } from "./generation.ts";
import type { RenderedSource } from "./rendered.ts";

export const statusNames = ["status.json", "status.xml"] as const;

/** The status of the sources: each of them as JSON, and what an operator should know as a feed. */
export function renderStatusDocument(
  name: (typeof statusNames)[number],
  generation: Generation,
): RenderedSource {
  if (name === "status.json") {
    const body = renderStatus(generation);
    return { contentType: "application/json; charset=utf-8", body, link: null };
  }
  const body = renderHealth({ ...generation, now: generation.takenAt });
  return { contentType: "application/atom+xml; charset=utf-8", body, link: null };
}

/** The health of every configured source, in the config's order. */
function renderStatus({ sources }: Generation): string {
  return `${JSON.stringify({ sources: [...sources.values()].map(sourceStatus) }, null, 1)}\n`;
}

function sourceStatus({
  source,
  state,
  shown,
}: PublishedSource): Readonly<Record<string, unknown>> {
  return {
    id: source.id,
    url: source.isPrivate ? null : source.publicUrl,
    title: shown.title,
    outcome: state?.outcome ?? null,
    status: state?.status ?? null,
    error: publicError(source, state),
    lastPollAt: instant(state?.lastPollAt),
    lastUpdatedAt: instant(state?.lastUpdatedAt),
    nextPollAt: instant(state?.nextPollAt),
    entries: state?.entries ?? 0,
    failures: state?.failures ?? 0,
    ...learntOf(source, state),
  };
}

/** What polls taught of a source, beside the fixed keys and only where there is something to tell. */
function learntOf(source: Source, state: SourceState | null): Readonly<Record<string, unknown>> {
  const movedTo = publicAddress(source, state?.movedTo ?? null);
  const weakKeys = state?.weakKeys ?? { guid: false, link: false };
  return {
    ...(movedTo === null ? {} : { movedTo }),
    // One guid, or one link, on several articles: its entries are not known by it.
    ...(weakKeys.guid || weakKeys.link ? { weakKeys } : {}),
  };
}

/** The sentence names hosts: of a private source it is for the log alone. */
function publicError({ isPrivate }: Source, state: SourceState | null): string | null {
  const error = state?.error ?? null;
  if (error === null || !isPrivate) return error;
  return `The last poll failed (${state?.errorReason ?? "unknown"}); the log says why.`;
}

function instant(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : new Date(ms).toISOString();
}

/** Why there is nothing to read yet, in one sentence; how the polls go only while they brought nothing at all. */
export function describeEmptiness(
  { config, states, isEmpty }: Generation,
  sourceIds: readonly string[] | null,
): string {
  const isWanted = ({ id }: { readonly id: string }): boolean => sourceIds?.includes(id) ?? true;
  const wanted = config.sources.filter(({ enabled }) => enabled).filter(isWanted);
  if (wanted.length === 0) return "No posts yet: no feed is in the config.";
  const feeds = wanted.length === 1 ? "1 feed is" : `${wanted.length} feeds are`;
  if (!isEmpty) return `No posts yet: ${feeds} in the config.`;
  const known = states.filter(isWanted);
  const failing = known.filter(isFailing).length;
  const waiting = wanted.length - known.filter(({ lastPollAt }) => lastPollAt !== null).length;
  return `No posts yet: ${feeds} in the config, ${waiting} not polled yet, ${failing} failing.`;
}

function isFailing({ outcome }: SourceState): boolean {
  return outcome === "failed" || outcome === "gone";
}

import { chooseArchived } from "../publish/choose-archived.ts";
import type { ChosenPost } from "../publish/choose-posts.ts";
import { isoDate } from "../publish/clean-date.ts";
import { createFeedView, type FeedLink } from "../publish/feed-view.ts";
import { makePost } from "../publish/make-post.ts";
import { publishSources } from "../publish/published-source.ts";
import { renderAtom } from "../publish/render-atom.ts";
import { archiveRange } from "../model/archive.ts";
import type { Post } from "../model/post.ts";
import { archivePath, isWhole, neighbourOf, type Archive } from "./archive-blocks.ts";
import { FirstPolls } from "./first-polls.ts";
import { judgeAhead } from "./judge-ahead.ts";
import { makePosts } from "./make-posts.ts";
import type { Generation } from "./generation.ts";
import { policyOf } from "./post-lists.ts";
import type { RenderedSource } from "./rendered.ts";
import { findSelection, type Selection } from "./selection.ts";
import type { Site } from "./site.ts";

/**
 * The archive as Atom; null where nothing is stored of its block. No poll changes it once a later one exists: late and
 * back-dated posts have numbers of their own, and nothing in it tells of the present.
 */
export async function renderArchive(
  site: Site,
  present: Generation,
  archive: Archive,
): Promise<RenderedSource | null> {
  const generation = await asOf(site, present, archive.block);
  const selection = selectionIn(generation, archive);
  const { config, siteUrl } = generation;
  const chosen = await chooseBlock(site, generation, archive);
  if (chosen === null) return null;
  const baseUrl = siteUrl + selection.path;
  const liveUrl = `${baseUrl}atom.xml`;
  const documentUrl = siteUrl + archivePath(archive);
  const view = createFeedView({
    config,
    baseUrl,
    documentUrl,
    id: liveUrl,
    isArchive: true,
    ...(selection.title === null ? {} : { title: selection.title, subtitle: "" }),
    posts: await makePosts(chosen, (post) => archivedPost(post, generation, selection)),
    links: [{ rel: "current", href: liveUrl }, ...(await neighbourLinks(site, siteUrl, archive))],
  });
  const link = `<${documentUrl}>; rel="self"`;
  return { contentType: "application/atom+xml; charset=utf-8", body: renderAtom(view), link };
}

/** A source's own archives go by its title of then. */
function selectionIn(generation: Generation, { selection }: Archive): Selection {
  const folder = selection.path.split("/").slice(0, -1).map(decodeURIComponent);
  return findSelection(folder, generation) ?? selection;
}

/** The generation with its sources as they looked when the archive was full. */
async function asOf(site: Site, present: Generation, block: number): Promise<Generation> {
  const looks = await site.looksAsOf(block);
  if (looks.size === 0) return present;
  const { config, siteUrl } = present;
  const states = present.states.map((state) => {
    const look = looks.get(state.id);
    return look === undefined || state.feed === null
      ? state
      : { ...state, feed: { ...state.feed, ...look } };
  });
  return { ...present, states, sources: publishSources(config, states, siteUrl) };
}

async function neighbourLinks(
  site: Site,
  siteUrl: string,
  archive: Archive,
): Promise<readonly FeedLink[]> {
  const before = await neighbourOf(site, archive, "before");
  // Of a part of the site a later archive may begin long after this one is full; of the whole that is what fills it.
  const isWholeSite = archive.selection.path === "";
  const after = isWholeSite ? await neighbourOf(site, archive, "after") : null;
  return [
    ...(before === null ? [] : [{ rel: "prev-archive", href: siteUrl + archivePath(before) }]),
    ...(after === null ? [] : [{ rel: "next-archive", href: siteUrl + archivePath(after) }]),
  ];
}

async function chooseBlock(
  site: Site,
  generation: Generation,
  { selection, block }: Archive,
): Promise<readonly ChosenPost[] | null> {
  const { sourceIds } = selection;
  const range = archiveRange(block);
  if (!(await isWhole(site, block))) return null;
  const stored = await site.postsByNumber({ sourceIds, ...range });
  if (stored.length === 0) return null;
  const policy = policyOf(generation, { selection, isFairShare: false });
  for (const post of stored) await judgeAhead(post, policy);
  const firstPolls = new FirstPolls(site, policy);
  const beyond = new Set<number>();
  for (const post of stored)
    for (const { entry } of [{ entry: post.shown }, ...post.members])
      if (!(await firstPolls.isWithin(entry))) beyond.add(entry.entryId);
  const own = sourceIds === null ? null : new Set(sourceIds);
  return stored.flatMap((post) => {
    const choice = chooseArchived(post, {
      ...policy,
      ...range,
      isOwn: ({ sourceId }) => own === null || own.has(sourceId),
      isWithinFirstPoll: ({ entryId }) => !beyond.has(entryId),
    });
    return choice ?? [];
  });
}

/** With its source as it was when the entry came: later news of the source must not change the archive. */
function archivedPost(chosen: ChosenPost, generation: Generation, selection: Selection): Post {
  const { config, sources } = generation;
  const { summaryWords } = config.posts;
  const content = selection.output?.content ?? config.posts.content;
  const post = makePost(chosen, { sources, summaryWords, content });
  return { ...post, source: { ...post.source, updated: isoDate(chosen.shown.firstSeenAt) } };
}

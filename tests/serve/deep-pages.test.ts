import { setTimeout as pause } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { Generations } from "../../src/serve/generation.ts";
import { PostLists, type ListOrder } from "../../src/serve/post-lists.ts";
import type { Site } from "../../src/serve/site.ts";
import { watchStalls } from "../read/stall-watch.ts";
import { RunningSite } from "./running-site.ts";
import { days, rss } from "./sample-documents.ts";

const feeds = Array.from({ length: 6 }, (_, index) => `https://f${index}.example/feed`);

const news = feeds[0] ?? "";

/** Six sources of 400 entries each that came at their first poll: ten of each are shown, or all with 0. */
async function start(newSourceLimit = 10): Promise<RunningSite> {
  const listed = feeds.map((url) => `{ url: "${url}", tags: [all] }`).join(", ");
  const site = await RunningSite.start(
    `posts: { newSourceLimit: ${newSourceLimit} }\nfeeds: [${listed}]`,
  );
  onTestFinished(() => site.stop());
  for (const url of feeds) await site.poll(url, rss(url, days(400, new URL(url).host)));
  return site;
}

const whole = { path: "", title: null, sourceIds: null, output: null };

function pageOf(page: number): ListOrder {
  return { selection: whole, offset: (page - 1) * 10, limit: 10, isFairShare: false };
}

/** Lists of what is stored; `beforeReading` is told of each reading of posts, from 1. */
function listsOf(running: RunningSite, beforeReading: (count: number) => Promise<void> | void) {
  const stored = running.look();
  let count = 0;
  const site: Site = {
    ...stored,
    posts: async (query) => {
      count += 1;
      await beforeReading(count);
      return stored.posts(query);
    },
  };
  const warn = (error: unknown): never => {
    throw error;
  };
  const generations = new Generations({ site, localUrl: () => "http://localhost/", warn });
  return { generations, lists: new PostLists(site) };
}

it("a page far below the last post holds up nobody", async () => {
  const site = await start();
  const stopped = watchStalls();
  expect((await site.get("/tags/all/?page=900")).status).toBe(404);
  expect(stopped().longestWorkMs).toBeLessThan(100);
});

it("where the posts end is looked for in large steps, and once", async () => {
  let readings = 0;
  const { generations, lists } = listsOf(await start(), (count) => {
    readings = count;
  });
  const generation = await generations.fresh();
  expect((await lists.list(generation, pageOf(6))).posts).toHaveLength(10);
  expect((await lists.list(generation, pageOf(7))).posts).toEqual([]);
  expect(readings).toBeLessThan(50);
  const before = readings;
  expect((await lists.list(generation, pageOf(900))).posts).toEqual([]);
  expect((await lists.list(generation, pageOf(7))).posts).toEqual([]);
  expect(readings).toBe(before);
  expect((await lists.list(generation, pageOf(6))).posts).toHaveLength(10);
});

it("where looking for posts was given up, pages lead on", async () => {
  const site = await start(0);
  const { generations } = listsOf(site, () => {});
  const lists = new PostLists(site.look(), 1_000);
  const generation = await generations.fresh();
  expect((await lists.list(generation, pageOf(200))).posts).toEqual([]);
  expect((await lists.list(generation, pageOf(120))).posts).toHaveLength(10);
});

it("a list that was begun before a change moves no page of what there is now", async () => {
  const running = await start();
  const going = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const { generations, lists } = listsOf(running, async (count) => {
    if (count !== 2) return;
    held.resolve();
    await going.promise;
  });
  const before = lists.list(await generations.fresh(), pageOf(3));
  await held.promise;
  running.now += 3_600_000;
  await running.poll(news, rss(news, [{ title: "New" }, ...days(400, new URL(news).host)]));
  await pause(1_050);
  const present = await generations.fresh();
  const first = await lists.list(present, pageOf(1));
  going.resolve();
  await before;
  const later = [await lists.list(present, pageOf(2)), await lists.list(present, pageOf(3))];
  const all = await new PostLists(running.look()).list(present, { ...pageOf(1), limit: 30 });
  expect([first, ...later].flatMap(({ posts }) => posts)).toEqual(all.posts);
});

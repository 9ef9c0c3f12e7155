import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { countPosts, posts } from "../../src/store/posts.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { hour, noon, samplePoll, sampleSource } from "./samples.ts";
import { sampleStore } from "./open-sample.ts";

const a = sampleSource("https://a.example/feed");
const b = sampleSource("https://b.example/feed");

async function filledStore() {
  const store = await sampleStore([a, b]);
  const numbers = Array.from({ length: 25 }, (_, number) => number);
  const entries = (name: string) =>
    numbers.map((number) => ({
      identity: `${name}${number}`,
      // In fives of one instant, so that pages break inside a tie.
      publishedAt: noon - Math.floor(number / 5) * hour,
    }));
  await savePoll(store, samplePoll(a, entries("a")));
  await savePoll(store, samplePoll(b, entries("b")));
  return store;
}

test.each([
  { title: "all posts", sourceIds: null, count: 50 },
  { title: "one source", sourceIds: [b.id], count: 25 },
])("pages of $title give every post once, in order", async ({ sourceIds, count }) => {
  const store = await filledStore();
  const whole = await posts(store, { sourceIds, after: null, limit: 1000 });
  const paged = [];
  for (let after = null; ;) {
    const page = await posts(store, { sourceIds, after, limit: 7 });
    paged.push(...page);
    if (page.length < 7) break;
    after = page.at(-1) ?? null;
  }
  expect(whole).toHaveLength(count);
  expect(paged.map(({ postId }) => postId)).toEqual(whole.map(({ postId }) => postId));
  const instants = whole.map(({ sortAt }) => sortAt);
  expect(instants).toEqual([...instants].sort((x, y) => y - x));
});

test("a source's own posts keep together where they are dated like another's", async () => {
  const store = await filledStore();
  const top = await posts(store, { sourceIds: null, after: null, limit: 10 });
  const names = top.map(({ shown }) => shown.identity);
  expect(names).toEqual(["a0", "a1", "a2", "a3", "a4", "b0", "b1", "b2", "b3", "b4"]);
});

test("no source gives no post, an unknown one neither", async () => {
  const store = await filledStore();
  expect(await posts(store, { sourceIds: [], after: null, limit: 10 })).toEqual([]);
  expect(await posts(store, { sourceIds: ["unknown"], after: null, limit: 10 })).toEqual([]);
  expect(await countPosts(store, { sourceIds: [] })).toBe(0);
});

test("many sources are looked at like few", async () => {
  const store = await filledStore();
  const strangers = Array.from({ length: 300 }, (_, number) => `stranger${number}`);
  const sourceIds = [b.id, ...strangers];
  expect(await countPosts(store, { sourceIds })).toBe(25);
  const found = await posts(store, { sourceIds, after: null, limit: 3 });
  expect(found.map(({ shown }) => shown.identity)).toEqual(["b0", "b1", "b2"]);
});

test("of a first poll's backlog the newest are looked at, and all that came later", async () => {
  const store = await sampleStore([a]);
  const archive = ["x", "y", "z"].map((identity, age) => ({
    identity,
    publishedAt: noon - age * hour,
  }));
  await savePoll(store, samplePoll(a, archive.toReversed()));
  await savePoll(store, samplePoll(a, [{ identity: "new" }, ...archive], { now: noon + hour }));
  const window = { sourceIds: null, maxBacklog: 2 };
  const found = await posts(store, { ...window, after: null, limit: 10 });
  expect(found.map(({ shown }) => shown.identity)).toEqual(["new", "x", "y"]);
  expect(await countPosts(store, window)).toBe(3);
});

test("while a first poll is being saved its posts are not there yet, whatever comes first", async () => {
  const store = await sampleStore([a]);
  const entries = Array.from({ length: 300 }, (_, number) => ({
    identity: `a${number}`,
    publishedAt: noon - number * hour,
  }));
  const saving = savePoll(store, samplePoll(a, entries));
  const seen: (string | undefined)[] = [];
  for (let looks = 0; looks < 5; looks++) {
    await nextTurn();
    const [first] = await posts(store, { sourceIds: null, after: null, limit: 1 });
    seen.push(first?.shown.identity);
  }
  await saving;
  expect(new Set(seen)).toEqual(new Set([undefined]));
  expect(await countPosts(store, { sourceIds: null })).toBe(300);
});

import { expect, test } from "vitest";
import { archiveBlock, archiveRange } from "../../src/model/archive.ts";
import { nearestNumber, postsByNumber } from "../../src/store/archive.ts";
import { prunedUpTo } from "../../src/store/archive-floor.ts";
import { rederive } from "../../src/store/rederive.ts";
import { prune } from "../../src/store/retention.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { syncSources } from "../../src/store/sources.ts";
import type { Store } from "../../src/store/store.ts";
import { sampleStore } from "./open-sample.ts";
import { day, hour, noon, samplePoll, sampleSource } from "./samples.ts";

const a = sampleSource("https://a.example/feed");
const b = sampleSource("https://b.example/feed");
const first = { sourceIds: null, ...archiveRange(1) };

/** 150 entries of one source, the newest first: its first block is full and has those from e50 on. */
async function fullStore(): Promise<Store> {
  const store = await sampleStore([a, b]);
  await savePoll(store, samplePoll(a, listed()));
  return store;
}

function listed(title?: string) {
  return Array.from({ length: 150 }, (_, index) => ({
    identity: `e${index}`,
    ...(index === 57 && title !== undefined ? { title } : {}),
  }));
}

async function titles(store: Store): Promise<readonly (string | null)[]> {
  return (await postsByNumber(store, first)).map(({ shown }) => shown.derived.title);
}

test("every number is in one block, and a block's range is its numbers", () => {
  expect([1, 100, 101, 200].map(archiveBlock)).toEqual([1, 1, 2, 2]);
  expect(archiveRange(2)).toEqual({ from: 101, to: 200 });
});

test("the nearest number is found on both sides, of all sources and of some", async () => {
  const store = await fullStore();
  await savePoll(store, samplePoll(b, [{ identity: "b" }]));
  expect(await nearestNumber(store, { sourceIds: null })).toBe(151);
  expect(await nearestNumber(store, { sourceIds: [a.id] })).toBe(150);
  expect(await nearestNumber(store, { sourceIds: [a.id], below: 101 })).toBe(100);
  expect(await nearestNumber(store, { sourceIds: [b.id], above: 100 })).toBe(151);
  expect(await nearestNumber(store, { sourceIds: [b.id], below: 151 })).toBeNull();
  expect(await nearestNumber(store, { sourceIds: [] })).toBeNull();
});

test("a full block keeps what an entry said before it was edited, however often", async () => {
  const store = await fullStore();
  await savePoll(store, samplePoll(a, listed("edited"), { now: noon + hour }));
  await savePoll(store, samplePoll(a, listed("edited again"), { now: noon + 2 * hour }));
  expect(await titles(store)).toContain("e57");
});

test("after an upgrade a full block is made of what is stored now", async () => {
  const store = await fullStore();
  await savePoll(store, samplePoll(a, listed("edited"), { now: noon + hour }));
  await rederive(store, {
    version: 2,
    derive: (entries) =>
      entries.map(() => ({ derived: '{"title":"derived anew"}', features: "{}", keys: [] })),
  });
  expect(new Set(await titles(store))).toEqual(new Set(["derived anew"]));
});

test("retention notes what it took from published sources, not from removed ones", async () => {
  const store = await fullStore();
  expect(await prunedUpTo(store)).toBe(0);
  await savePoll(store, samplePoll(a, listed().slice(0, 120), { now: noon + hour }));
  const monthLater = { days: 30, minPerSource: 0, now: noon + 40 * day };
  expect(await prune(store, monthLater)).toBe(30);
  expect(await prunedUpTo(store)).toBe(30);
  await syncSources(store, { sources: [b], now: noon + 40 * day });
  expect(await prune(store, { ...monthLater, now: noon + 400 * day })).toBe(120);
  expect(await prunedUpTo(store)).toBe(30);
});

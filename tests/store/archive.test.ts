import { expect, test } from "vitest";
import { archiveBlock, archiveRange } from "../../src/model/archive.ts";
import { madeAtomId } from "../../src/model/made-id.ts";
import { nearestNumber, postsByNumber } from "../../src/store/archive.ts";
import { prunedUpTo } from "../../src/store/archive-floor.ts";
import { savePages } from "../../src/store/pages.ts";
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

/** A full block of a source whose entries are shown with their pages; the number of one of its entries. */
async function pagedStore(): Promise<{ readonly store: Store; readonly entryId: number }> {
  const paged = { ...a, fullText: true };
  const store = await sampleStore([paged]);
  await savePoll(store, samplePoll(paged, listed()));
  const { entryId } = await store.db
    .selectFrom("entry")
    .select("id as entryId")
    .where("identity", "=", "e57")
    .executeTakeFirstOrThrow();
  return { store, entryId };
}

function savePage(store: Store, entryId: number, title: string, page = title): Promise<void> {
  const read = { entryId, page, pageDerived: JSON.stringify({ title }) };
  return savePages(store, { pages: [read], now: noon + hour });
}

test("a full block keeps what an entry said before its page was read", async () => {
  const { store, entryId } = await pagedStore();
  await savePage(store, entryId, "of the page");
  expect(await titles(store)).toContain("e57");
});

test("a full block keeps what an entry's page gave, whatever is edited later", async () => {
  const { store, entryId } = await pagedStore();
  await store.db
    .updateTable("entry_content")
    .set({ pageDerived: '{"title":"of the page"}' })
    .where("entryId", "=", entryId)
    .execute();
  await savePoll(store, samplePoll(a, listed("edited"), { now: noon + hour }));
  expect(await titles(store)).toContain("of the page");
  await syncSources(store, { sources: [a], now: noon + hour });
  expect(await titles(store)).toContain("e57");
});

test("a full block keeps a page that turns out to be a wall before others", async () => {
  const { store, entryId } = await pagedStore();
  await store.db
    .updateTable("entry_content")
    .set({ page: "wall", pageDerived: '{"title":"of the page"}' })
    .where("entryId", "=", entryId)
    .execute();
  await savePage(store, 150, "of another page", "wall");
  expect(await titles(store)).toContain("of the page");
});

test("a post in a full block keeps its id, whoever has the better claim to it", async () => {
  const store = await sampleStore([a, b]);
  const id = "https://b.example/1";
  const copied = { identity: "copy", id, url: "https://a.example/1" };
  await savePoll(store, samplePoll(a, [copied]));
  await savePoll(store, samplePoll(a, [...listed(), copied], { now: noon + hour }));
  await savePoll(store, samplePoll(b, [{ identity: "own", id, url: id }]));
  const idOf = async (number: number) =>
    (await postsByNumber(store, { sourceIds: null, from: number, to: number }))[0]?.atomId;
  expect(await idOf(1)).toBe(id);
  expect(await idOf(152)).toBe(madeAtomId(b.id, "own"));
});

test("after an upgrade a full block is made of what is stored now", async () => {
  const store = await fullStore();
  await savePoll(store, samplePoll(a, listed("edited"), { now: noon + hour }));
  await rederive(store, {
    version: 2,
    derive: (entries) =>
      entries.map(() => ({
        contentHash: "",
        derived: '{"title":"derived anew"}',
        features: "{}",
        keys: [],
      })),
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

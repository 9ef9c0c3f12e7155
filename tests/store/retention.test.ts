import { expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { posts } from "../../src/store/posts.ts";
import { prune } from "../../src/store/retention.ts";
import { saveUnchanged } from "../../src/store/save-unchanged.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import { syncSources } from "../../src/store/sources.ts";
import { sampleStore } from "./open-sample.ts";
import { day, hour, noon, sampleFacts, samplePoll, sampleSource } from "./samples.ts";

const a = sampleSource("https://a.example/feed");
const b = sampleSource("https://b.example/feed");
const oneMonth = { days: 30, minPerSource: 0 };

async function names(store: Store): Promise<readonly string[]> {
  const all = await posts(store, { sourceIds: null, after: null, limit: 100 });
  return all.map(({ shown }) => shown.identity);
}

/** A source that listed `old` and `new` at noon, and from an hour later on only `new`. */
async function slidingSource() {
  const store = await sampleStore([a, b]);
  const fresh = { identity: "new", publishedAt: noon - day };
  const old = { identity: "old", publishedAt: noon - 2 * day };
  await savePoll(store, samplePoll(a, [fresh, old]));
  await savePoll(store, samplePoll(a, [fresh], { now: noon + hour }));
  return { store, fresh, old };
}

test("an entry goes so many days after its source last listed it, and what is listed stays", async () => {
  const { store } = await slidingSource();
  expect(await prune(store, { ...oneMonth, now: noon + 30 * day })).toBe(0);
  expect(await prune(store, { ...oneMonth, now: noon + 30 * day + 1 })).toBe(1);
  expect(await names(store)).toEqual(["new"]);
  expect((await sourceStates(store)).get(a.id)?.entries).toBe(1);
  expect(await prune(store, { ...oneMonth, now: noon + 3000 * day })).toBe(0);
});

test("a 304 says that everything is still listed", async () => {
  const { store, fresh } = await slidingSource();
  const later = noon + 100 * day;
  await saveUnchanged(store, sampleFacts(a, { now: later }));
  await savePoll(store, samplePoll(a, [{ identity: "newest" }], { now: later + hour }));
  const found = await posts(store, { sourceIds: null, after: null, limit: 10 });
  expect(found.find(({ shown }) => shown.identity === fresh.identity)?.shown.lastSeenAt).toBe(
    later,
  );
  await prune(store, { ...oneMonth, now: later + 30 * day });
  expect(await names(store)).toEqual(["newest", "new"]);
});

test("of each source the newest stay, however old", async () => {
  const store = await sampleStore([a]);
  const entries = ["x", "y", "z"].map((identity, age) => ({
    identity,
    publishedAt: noon - age * day,
  }));
  await savePoll(store, samplePoll(a, entries));
  await savePoll(store, samplePoll(a, [], { now: noon + hour }));
  await prune(store, { days: 30, minPerSource: 2, now: noon + 100 * day });
  expect(await names(store)).toEqual(["x", "y"]);
});

test("what was pruned and is listed again stands where it stood, with its old id, and not as new", async () => {
  const { store, fresh, old } = await slidingSource();
  const before = await posts(store, { sourceIds: null, after: null, limit: 10 });
  const later = noon + 60 * day;
  await prune(store, { ...oneMonth, now: later });
  expect(await names(store)).toEqual(["new"]);
  const saved = await savePoll(store, samplePoll(a, [old, fresh], { now: later }));
  expect(saved).toMatchObject({ added: 0, changed: 1 });
  const after = await posts(store, { sourceIds: null, after: null, limit: 10 });
  const facts = (all: typeof before) =>
    all.map(({ atomId, sortAt, shown }) => [atomId, sortAt, shown.firstSeenAt]);
  expect(facts(after)).toEqual(facts(before));
  expect((await sourceStates(store)).get(a.id)?.entries).toBe(2);
});

test("identities are forgotten in the end, so that the store does not grow for ever", async () => {
  const { store, old, fresh } = await slidingSource();
  await prune(store, { ...oneMonth, now: noon + 60 * day });
  await prune(store, { ...oneMonth, now: noon + 151 * day });
  const again = samplePoll(a, [fresh, old], { now: noon + 152 * day });
  expect(await savePoll(store, again)).toMatchObject({ added: 1, changed: 0 });
});

test("a post that loses its shown entry shows the earliest of its other copies and keeps its id", async () => {
  const store = await sampleStore([a, b]);
  await savePoll(store, samplePoll(a, [{ identity: "a", key: "k" }]));
  await savePoll(store, samplePoll(b, [{ identity: "b", key: "k" }], { now: noon + hour }));
  const [before] = await posts(store, { sourceIds: null, after: null, limit: 10 });
  await savePoll(store, samplePoll(a, [], { now: noon + hour }));
  await prune(store, { ...oneMonth, now: noon + 60 * day });
  const [after] = await posts(store, { sourceIds: null, after: null, limit: 10 });
  expect(after).toMatchObject({ atomId: before?.atomId, sortAt: before?.sortAt, members: [] });
  expect(after?.shown.identity).toBe("b");
});

test("a removed source lists nothing since it was removed", async () => {
  const { store } = await slidingSource();
  await syncSources(store, { sources: [b], now: noon + day });
  expect(await prune(store, { days: 30, minPerSource: 50, now: noon + 30 * day })).toBe(0);
  expect(await prune(store, { days: 30, minPerSource: 50, now: noon + 32 * day })).toBe(2);
});

import { expect, test } from "vitest";
import { posts } from "../../src/store/posts.ts";
import { revision } from "../../src/store/revision.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import { syncSources } from "../../src/store/sources.ts";
import { sampleStore } from "./open-sample.ts";
import { noon, samplePoll, sampleSource } from "./samples.ts";

const a = sampleSource("https://a.example/feed");
const b = sampleSource("https://b.example/feed");
const everything = { sourceIds: null, after: null, limit: 10 };

test("a removed source is neither listed nor published, and comes back with all it had", async () => {
  const store = await sampleStore([a, b]);
  await savePoll(store, samplePoll(a, [{ identity: "a" }]));
  await savePoll(store, samplePoll(b, [{ identity: "b" }]));
  const before = await revision(store);
  await syncSources(store, { sources: [b], now: noon });
  expect([...(await sourceStates(store)).keys()]).toEqual([b.id]);
  expect(await posts(store, everything)).toHaveLength(1);
  expect(await revision(store)).not.toBe(before);
  await syncSources(store, { sources: [a, b], now: noon });
  expect(await posts(store, everything)).toHaveLength(2);
  expect((await sourceStates(store)).get(a.id)).toMatchObject({ entries: 1, lastPollAt: noon });
});

test("a disabled source is like a removed one", async () => {
  const store = await sampleStore([a]);
  await savePoll(store, samplePoll(a, [{ identity: "a" }]));
  await syncSources(store, { sources: [{ ...a, enabled: false }], now: noon });
  expect(await posts(store, everything)).toEqual([]);
});

test("a post stays while a copy of it is in an active source, and shows that copy", async () => {
  const store = await sampleStore([a, b]);
  await savePoll(store, samplePoll(a, [{ identity: "a", key: "k" }]));
  await savePoll(store, samplePoll(b, [{ identity: "b", key: "k" }]));
  const [before] = await posts(store, everything);
  await syncSources(store, { sources: [b], now: noon });
  const [after] = await posts(store, everything);
  expect(after).toMatchObject({ atomId: before?.atomId, shown: { identity: "b" }, members: [] });
});

test("an address edited to where the source moved keeps its entries and state", async () => {
  const store = await sampleStore([a, b]);
  const moved = sampleSource("https://new.example/feed");
  await savePoll(store, samplePoll(a, [{ identity: "a" }], { movedTo: moved.url }));
  await syncSources(store, { sources: [moved, b], now: noon });
  const state = (await sourceStates(store)).get(moved.id);
  expect(state).toMatchObject({ url: moved.url, movedTo: null, entries: 1, firstPollAt: noon });
  expect((await posts(store, everything))[0]?.shown.sourceId).toBe(moved.id);
  expect((await sourceStates(store)).has(a.id)).toBe(false);
});

test("the edit may leave out the last slash of where the source moved", async () => {
  const store = await sampleStore([a]);
  await savePoll(store, samplePoll(a, [{ identity: "a" }], { movedTo: "https://new.example/" }));
  const moved = sampleSource("https://new.example");
  await syncSources(store, { sources: [moved], now: noon });
  expect((await sourceStates(store)).get(moved.id)).toMatchObject({ url: moved.url, entries: 1 });
});

test("an address edited to anywhere else is a new source", async () => {
  const store = await sampleStore([a]);
  await savePoll(store, samplePoll(a, [{ identity: "a" }]));
  const elsewhere = sampleSource("https://else.example/feed");
  await syncSources(store, { sources: [elsewhere], now: noon });
  expect((await sourceStates(store)).get(elsewhere.id)).toMatchObject({
    entries: 0,
    lastPollAt: null,
  });
});

test("the same config again changes nothing", async () => {
  const store = await sampleStore([a, b]);
  const before = await revision(store);
  await syncSources(store, { sources: [a, b], now: noon });
  expect(await revision(store)).toBe(before);
});

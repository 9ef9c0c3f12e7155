import { expect, test } from "vitest";
import { posts } from "../../src/store/posts.ts";
import { rederive } from "../../src/store/rederive.ts";
import type { OutdatedEntry } from "../../src/store/rederive.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { sampleStore } from "./open-sample.ts";
import { hour, noon, samplePoll, sampleSource } from "./samples.ts";

const source = sampleSource("https://a.example/feed");
const other = sampleSource("https://b.example/feed");
const everything = { sourceIds: null, after: null, limit: 1000 };

function contentHashBy(version: number, raw: string): string {
  return `by version ${version}: ${raw.length}`;
}

function upgrade(version: number, calls: OutdatedEntry[] = []) {
  return {
    version,
    derive: (entries: readonly OutdatedEntry[]) => {
      calls.push(...entries);
      return entries.map(({ raw }) => ({
        contentHash: contentHashBy(version, raw),
        derived: JSON.stringify({ title: `by version ${version}` }),
        features: JSON.stringify({ key: `key of ${version}` }),
        keys: [{ kind: "url", hash: "abcd" }],
      }));
    },
  };
}

test("makes again what an older version derived, from what came, and keeps everything else", async () => {
  const store = await sampleStore([source]);
  const entries = Array.from({ length: 120 }, (_, index) => ({ identity: `e${index}` }));
  await savePoll(store, samplePoll(source, entries));
  const before = await posts(store, everything);
  const calls: OutdatedEntry[] = [];
  expect(await rederive(store, upgrade(2, calls))).toBe(120);
  const after = await posts(store, everything);
  expect(after.map(({ shown }) => shown.derived.title)).toEqual(entries.map(() => "by version 2"));
  expect(after.map(({ atomId }) => atomId)).toEqual(before.map(({ atomId }) => atomId));
  expect(after[0]?.shown.editedAt).toBeNull();
  expect(calls[0]).toMatchObject({ sourceId: source.id, sourceUrl: source.url });
  expect(calls[0]?.raw).toContain('"title"');
});

test("does nothing once it is done, and nothing to what this version derived", async () => {
  const store = await sampleStore([source]);
  await savePoll(store, samplePoll(source, [{ identity: "a" }], { derivedVersion: 1 }));
  await savePoll(
    store,
    samplePoll(source, [{ identity: "b" }], { derivedVersion: 2, now: noon + hour }),
  );
  expect(await rederive(store, upgrade(2))).toBe(1);
  expect(await rederive(store, upgrade(2))).toBe(0);
});

test("new keys find copies from then on", async () => {
  const store = await sampleStore([source, other]);
  await savePoll(store, samplePoll(source, [{ identity: "a" }]));
  await rederive(store, upgrade(2));
  const poll = samplePoll(other, [{ identity: "b" }]);
  const entries = poll.feed.entries.map((entry) => ({
    ...entry,
    keys: [{ kind: "url", hash: "abcd" }],
    features: JSON.stringify({ key: "key of 2" }),
  }));
  await savePoll(store, { ...poll, feed: { ...poll.feed, entries } });
  expect(await posts(store, everything)).toHaveLength(1);
});

test("an entry that an older version stored is edited only where it says something else", async () => {
  const store = await sampleStore([source]);
  const poll = samplePoll(source, [{ identity: "a" }, { identity: "b" }]);
  const asBefore = poll.feed.entries.map((entry) => ({ ...entry, contentHash: entry.formerHash }));
  await savePoll(store, { ...poll, feed: { ...poll.feed, entries: asBefore } });
  const later = samplePoll(source, [{ identity: "a" }, { identity: "b", text: "Edited." }]);
  expect(await savePoll(store, later)).toMatchObject({ changed: 1, unchanged: 1 });
  await rederive(store, upgrade(2));
  const known = later.feed.entries.map((entry) => ({
    ...entry,
    contentHash: contentHashBy(2, entry.raw),
    formerHash: "none",
  }));
  const again = { ...later, feed: { ...later.feed, entries: known } };
  expect(await savePoll(store, again)).toMatchObject({ changed: 0, unchanged: 2 });
});

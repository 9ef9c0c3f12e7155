import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Candidate, Join } from "../../src/store/join.ts";
import type { ReadPoll } from "../../src/store/saving-poll.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { sampleStore } from "./open-sample.ts";
import { sampleEntry, samplePoll, sampleSource } from "./samples.ts";

const source = sampleSource("https://walks.example/feed.xml");

const joinFirst: Join = (_entry, [first]) =>
  first === undefined
    ? { kind: "new" }
    : { kind: "join", postId: first.postId, reason: "same-key", evidence: "" };

/** One document with one entry that is found under each of the keys. */
function pollOf(identity: string, keys: readonly string[], join: Join): ReadPoll {
  const poll = samplePoll(source, [], { join });
  const entry = {
    ...sampleEntry({ identity }),
    keys: keys.map((key) => ({
      kind: "url",
      hash: createHash("sha256").update(key).digest("hex").slice(0, 16),
    })),
    features: JSON.stringify({ identity }),
  };
  return { ...poll, feed: { ...poll.feed, entries: [entry] } };
}

/** Keeps what it was asked about in `seen`, and joins nothing. */
function watch(seen: Candidate[]): Join {
  return (_entry, candidates) => {
    seen.push(...candidates);
    return { kind: "new" };
  };
}

test("behind the entries that share a key come the other members of their posts", async () => {
  const store = await sampleStore([source]);
  await savePoll(store, pollOf("comment", ["a"], joinFirst));
  await savePoll(store, pollOf("other", ["c"], joinFirst));
  await savePoll(store, pollOf("copy", ["a", "b"], joinFirst));
  const seen: Candidate[] = [];
  await savePoll(store, pollOf("incoming", ["b"], watch(seen)));
  expect(seen.map(({ features }) => JSON.parse(features) as unknown)).toEqual([
    { identity: "copy" },
    { identity: "comment" },
  ]);
  expect(new Set(seen.map(({ postId }) => postId)).size).toBe(1);
});

test("a post of a hundred copies brings a bounded number of them", async () => {
  const store = await sampleStore([source]);
  for (let copy = 0; copy < 100; copy += 1) {
    await savePoll(store, pollOf(`copy ${copy}`, ["a"], joinFirst));
  }
  const seen: Candidate[] = [];
  await savePoll(store, pollOf("incoming", ["a"], watch(seen)));
  // Of the newest 20 with the key the first is the entry itself.
  expect(seen).toHaveLength(19 + 60);
  expect(new Set(seen.map(({ entryId }) => entryId)).size).toBe(seen.length);
});

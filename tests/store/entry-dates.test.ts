import { expect, test } from "vitest";
import { posts } from "../../src/store/posts.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { takeBack } from "./older-database.ts";
import { sampleFile, sampleStore } from "./open-sample.ts";
import { day, hour, noon, samplePoll, sampleSource } from "./samples.ts";

const source = sampleSource("https://a.example/feed");

test("an upgrade finds the date that entries came with where their place remembers it", async () => {
  const file = await sampleFile();
  const before = await sampleStore([source], { file });
  const edited = { identity: "edited", publishedAt: noon - 5 * day };
  await savePoll(before, samplePoll(source, [edited, { identity: "undated" }]));
  const late = { identity: "late", publishedAt: noon - day };
  const bumped = { ...edited, publishedAt: noon, text: "Edited." };
  await savePoll(before, samplePoll(source, [late, bumped], { now: noon + hour }));
  await before.close();
  takeBack(file, "0010");
  const after = await sampleStore([], { file });
  const stored = await posts(after, { sourceIds: null, after: null, limit: 10 });
  const dates = stored.map(({ shown }) => [shown.identity, shown.datedAt]);
  expect(Object.fromEntries(dates)).toEqual({
    edited: noon - 5 * day,
    undated: null,
    late: noon - day,
  });
});

test("a poll that began before futureDates was edited places its entries by the edit", async () => {
  const store = await sampleStore([{ ...source, futureDates: "keep" }]);
  const planned = { identity: "planned", publishedAt: noon + 30 * day };
  await savePoll(store, samplePoll(source, [planned], { futureDates: "clamp" }));
  const [post] = await posts(store, { sourceIds: null, after: null, limit: 10 });
  expect(post?.sortAt).toBe(noon + 30 * day);
});

test("an entry whose date of publication is impossible is placed and dated by that of its update", async () => {
  const store = await sampleStore([source]);
  const dates = { publishedAt: 0, updatedAt: noon - 5 * day };
  await savePoll(
    store,
    samplePoll(source, [
      { identity: "old", ...dates },
      { identity: "new", publishedAt: noon - day },
    ]),
  );
  const stored = await posts(store, { sourceIds: null, after: null, limit: 10 });
  expect(stored.map(({ shown, sortAt }) => [shown.identity, sortAt, shown.datedAt])).toEqual([
    ["new", noon - day, noon - day],
    ["old", noon - 5 * day, noon - 5 * day],
  ]);
});

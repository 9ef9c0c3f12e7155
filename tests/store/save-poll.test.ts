import { describe, expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { arrivalsOf } from "../../src/store/arrivals.ts";
import { posts } from "../../src/store/posts.ts";
import { revision } from "../../src/store/revision.ts";
import { saveFailed } from "../../src/store/save-outcome.ts";
import { saveUnchanged } from "../../src/store/save-unchanged.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import { sampleStore } from "./open-sample.ts";
import { day, hour, noon, sampleFacts, samplePoll, sampleSource } from "./samples.ts";

const source = sampleSource("https://a.example/feed");
const other = sampleSource("https://b.example/feed");

async function shownPosts(store: Store, limit = 1000) {
  return posts(store, { sourceIds: null, after: null, limit });
}

async function order(store: Store): Promise<readonly string[]> {
  return (await shownPosts(store)).map(({ shown }) => shown.identity);
}

async function stateOf(store: Store) {
  return (await sourceStates(store, [source.id])).get(source.id);
}

describe("a document's entries", () => {
  test("are stored once: the same document again is unchanged", async () => {
    const store = await sampleStore([source]);
    const entries = [{ identity: "a" }, { identity: "b" }];
    const first = await savePoll(store, samplePoll(source, entries));
    const second = await savePoll(store, samplePoll(source, entries, { now: noon + hour }));
    expect(first).toEqual({ outcome: "updated", added: 2, changed: 0, unchanged: 0 });
    expect(second).toEqual({ outcome: "unchanged", added: 0, changed: 0, unchanged: 2 });
    expect(await stateOf(store)).toMatchObject({
      outcome: "unchanged",
      entries: 2,
      firstPollAt: noon,
      lastUpdatedAt: noon,
      lastPollAt: noon + hour,
    });
  });

  test("with one identity twice are stored once", async () => {
    const store = await sampleStore([source]);
    const saved = await savePoll(
      store,
      samplePoll(source, [{ identity: "a" }, { identity: "a", text: "x" }]),
    );
    expect(saved.added).toBe(1);
  });

  test("of two sources are two, whatever their identities", async () => {
    const store = await sampleStore([source, other]);
    await savePoll(
      store,
      samplePoll(source, [{ identity: "a" }], { join: () => ({ kind: "new" }) }),
    );
    await savePoll(
      store,
      samplePoll(other, [{ identity: "a" }], { join: () => ({ kind: "new" }) }),
    );
    expect(await shownPosts(store)).toHaveLength(2);
  });

  test("keep the document's order where they are dated alike", async () => {
    const store = await sampleStore([source]);
    const names = ["c", "a", "d", "b"];
    await savePoll(
      store,
      samplePoll(
        source,
        names.map((identity) => ({ identity, publishedAt: noon - day })),
      ),
    );
    expect(await order(store)).toEqual(names);
  });

  test("that come later stand on top if late, at their date if old", async () => {
    const store = await sampleStore([source]);
    const known = { identity: "known", publishedAt: noon - day };
    await savePoll(store, samplePoll(source, [known]));
    const later = [
      { identity: "old", publishedAt: noon - 60 * day },
      { identity: "late", publishedAt: noon - 20 * day },
      { identity: "undated" },
      known,
    ];
    await savePoll(store, samplePoll(source, later, { now: noon + hour }));
    expect(await order(store)).toEqual(["late", "undated", "known", "old"]);
  });

  test("take their updated date where they have no other", async () => {
    const store = await sampleStore([source]);
    await savePoll(store, samplePoll(source, [{ identity: "a", updatedAt: noon - 5 * day }]));
    expect((await shownPosts(store))[0]?.sortAt).toBe(noon - 5 * day);
  });

  test("by the ten thousand are saved in many transactions, and the event loop turns in between", async () => {
    const store = await sampleStore([source]);
    const count = 10_000;
    const entries = Array.from({ length: count }, (_, index) => ({ identity: `e${index}` }));
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    const saved = await savePoll(store, samplePoll(source, entries));
    clearInterval(counting);
    expect(saved.added).toBe(count);
    expect(turns).toBeGreaterThan(100);
    expect(Number(await revision(store))).toBeGreaterThanOrEqual(count / 50);
    expect((await order(store)).slice(0, 3)).toEqual(["e0", "e1", "e2"]);
    expect(await arrivalsOf(store.db, source.id)).toMatchObject({ listed: count });
  }, 120_000);
});

describe("an edit", () => {
  const before = { identity: "a", title: "Before", publishedAt: noon - day };
  const after = { identity: "a", title: "After", publishedAt: noon + hour, key: "edited" };

  test("changes the entry in place: its post keeps id and place", async () => {
    const store = await sampleStore([source]);
    await savePoll(store, samplePoll(source, [before]));
    const [was] = await shownPosts(store);
    const saved = await savePoll(store, samplePoll(source, [after], { now: noon + hour }));
    const [is] = await shownPosts(store);
    expect(saved).toMatchObject({ outcome: "updated", added: 0, changed: 1 });
    expect(is).toMatchObject({ postId: was?.postId, atomId: was?.atomId, sortAt: noon - day });
    expect(is?.shown).toMatchObject({ editedAt: noon + hour, firstSeenAt: noon });
    expect(is?.shown.raw.title?.value).toBe("After");
  });

  test("replaces the keys under which other copies find the entry", async () => {
    const store = await sampleStore([source, other]);
    await savePoll(store, samplePoll(source, [before]));
    await savePoll(store, samplePoll(source, [after], { now: noon + hour }));
    await savePoll(store, samplePoll(other, [{ identity: "by old key", key: "a" }]));
    await savePoll(store, samplePoll(other, [{ identity: "by new key", key: "edited" }]));
    const members = (await shownPosts(store)).map((post) => post.members.length);
    expect(members.sort((a, b) => a - b)).toEqual([0, 1]);
  });
});

describe("copies", () => {
  test("join the post of the first one, with the reason, and leave it where it is", async () => {
    const store = await sampleStore([source, other]);
    await savePoll(store, samplePoll(source, [{ identity: "a", key: "k" }]));
    const [was] = await shownPosts(store);
    await savePoll(store, samplePoll(other, [{ identity: "b", key: "k" }], { now: noon + hour }));
    const all = await shownPosts(store);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ postId: was?.postId, atomId: was?.atomId, sortAt: noon });
    expect(all[0]?.shown.sourceId).toBe(source.id);
    expect(all[0]?.members).toMatchObject([
      { reason: "same-key", evidence: "k", entry: { sourceId: other.id, identity: "b" } },
    ]);
  });

  test.each([
    {
      rule: "of an aggregator give way to the article's own site in the same cycle",
      afterMs: 60_000,
      shown: source.id,
    },
    {
      rule: "of an aggregator stay where the article's own site comes later",
      afterMs: hour,
      shown: other.id,
    },
  ])("$rule", async ({ afterMs, shown }) => {
    const store = await sampleStore([source, other]);
    const url = "https://www.a.example/article";
    await savePoll(store, samplePoll(other, [{ identity: "copy", url, key: "k" }]));
    const [was] = await shownPosts(store);
    const later = { now: noon + afterMs };
    await savePoll(store, samplePoll(source, [{ identity: "own", url, key: "k" }], later));
    const [is] = await shownPosts(store);
    expect(is?.shown.sourceId).toBe(shown);
    expect(is).toMatchObject({ postId: was?.postId, atomId: was?.atomId, sortAt: was?.sortAt });
    expect(is?.members).toHaveLength(1);
  });

  test("are offered with what tells them apart: source, features, and whether they stand in the same document", async () => {
    const store = await sampleStore([source, other]);
    const seen: unknown[] = [];
    const join = samplePoll(source, []).join;
    const watch: typeof join = (_entry, candidates, context) => {
      seen.push([
        context.sourceId,
        candidates.map(({ sourceId, isInSameDocument }) => [sourceId, isInSameDocument]),
      ]);
      return { kind: "new" };
    };
    await savePoll(store, samplePoll(other, [{ identity: "x", key: "k" }], { join: watch }));
    const twins = [
      { identity: "a", key: "k" },
      { identity: "b", key: "k" },
    ];
    await savePoll(store, samplePoll(source, twins, { join: watch }));
    expect(seen).toEqual([
      [source.id, [[other.id, false]]],
      [
        source.id,
        [
          [source.id, true],
          [other.id, false],
        ],
      ],
    ]);
  });

  test("under a key that everything shares are bounded in number", async () => {
    const store = await sampleStore([source]);
    let most = 0;
    const entries = Array.from({ length: 300 }, (_, index) => ({
      identity: `e${index}`,
      key: "Links",
    }));
    await savePoll(
      store,
      samplePoll(source, entries, {
        join: (_entry, candidates) => {
          most = Math.max(most, candidates.length);
          return { kind: "new" };
        },
      }),
    );
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(60);
  });
});

describe("a poll without a document", () => {
  const failure = {
    sourceId: source.id,
    now: noon + hour,
    outcome: "failed" as const,
    status: 500,
    error: "The server answered 500.",
    errorReason: "status",
    nextPollAt: noon + 3 * hour,
    restUntil: null,
  };

  test("that failed leaves entries, validators and feed, and counts since when", async () => {
    const store = await sampleStore([source]);
    await savePoll(store, samplePoll(source, [{ identity: "a" }]));
    await saveFailed(store, failure);
    await saveFailed(store, { ...failure, now: noon + 2 * hour });
    expect(await stateOf(store)).toMatchObject({
      outcome: "failed",
      error: "The server answered 500.",
      failures: 2,
      failingSince: noon + hour,
      lastPollAt: noon + 2 * hour,
      validators: { etag: '"1"' },
      feed: { title: "Sample" },
    });
    expect(await shownPosts(store)).toHaveLength(1);
  });

  test("that was a 304 ends a row of failures and changes nothing published", async () => {
    const store = await sampleStore([source]);
    await savePoll(store, samplePoll(source, [{ identity: "a" }]));
    await saveFailed(store, { ...failure, outcome: "gone", nextPollAt: null });
    expect(await stateOf(store)).toMatchObject({ outcome: "gone", goneAt: noon + hour });
    const before = await revision(store);
    await saveUnchanged(store, sampleFacts(source, { now: noon + 2 * hour, status: 304 }));
    expect(await revision(store)).toBe(before);
    expect(await stateOf(store)).toMatchObject({
      outcome: "unchanged",
      status: 304,
      error: null,
      failures: 0,
      failingSince: null,
      goneAt: null,
      lastUpdatedAt: noon,
    });
  });
});

test("the revision changes with posts, and is the same for another process on the database", async () => {
  const store = await sampleStore([source]);
  const before = await revision(store);
  await savePoll(store, samplePoll(source, [{ identity: "a" }]));
  const after = await revision(store);
  expect(after).not.toBe(before);
  await savePoll(store, samplePoll(source, [{ identity: "a" }], { now: noon + hour }));
  expect(await revision(store)).toBe(after);
});

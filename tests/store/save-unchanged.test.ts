import { expect, test } from "vitest";
import { takeNamed } from "../../src/store/leases.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import { saveFailed } from "../../src/store/save-outcome.ts";
import { saveUnchanged } from "../../src/store/save-unchanged.ts";
import { sampleStore } from "./open-sample.ts";
import { hour, noon, sampleFacts, sampleSource } from "./samples.ts";

const source = sampleSource("https://a.example/feed");

/** Poll after poll without news; gives what is known after the last. */
async function afterPolls(...polls: readonly Parameters<typeof sampleFacts>[1][]) {
  const store = await sampleStore([source]);
  for (const [index, changes] of polls.entries()) {
    const now = noon + index * hour;
    const [state] = await takeNamed(store, { ids: [source.id], now, leaseMs: 1 });
    await saveUnchanged(store, sampleFacts(source, { now, status: 304, ...changes }), state);
  }
  return { store, state: (await sourceStates(store)).get(source.id) };
}

test("a poll like the one before moves the times on and frees the lease", async () => {
  const { store, state } = await afterPolls({}, {}, {});
  expect(state).toMatchObject({ lastPollAt: noon + 2 * hour, nextPollAt: noon + 3 * hour });
  const lease = await store.db
    .selectFrom("source_time")
    .select(["leaseOwner", "leaseUntil"])
    .execute();
  expect(lease).toEqual([{ leaseOwner: null, leaseUntil: null }]);
});

test.each([
  ["another ETag", { validators: { etag: '"2"', lastModified: null } }],
  ["a Last-Modified", { validators: { etag: '"1"', lastModified: "yesterday" } }],
  ["another status", { status: 200 }],
  ["another body hash", { bodyHash: "01" }],
  ["a move", { movedTo: "https://b.example/feed", movedAt: noon }],
])("%s after polls that were alike is kept", async (_, changes) => {
  const { state } = await afterPolls({}, {}, changes);
  expect(state).toMatchObject(changes);
});

test("the first success after a failure is written whole", async () => {
  const { store } = await afterPolls({}, {});
  const [before] = await takeNamed(store, { ids: [source.id], now: noon, leaseMs: 1 });
  const failed = { outcome: "failed", error: "no answer", errorReason: "timeout" } as const;
  const times = { now: noon, nextPollAt: noon + hour, restUntil: null };
  await saveFailed(store, { sourceId: source.id, status: null, ...failed, ...times });
  const [state] = await takeNamed(store, { ids: [source.id], now: noon + hour, leaseMs: 1 });
  expect([before?.outcome, state?.outcome]).toEqual(["unchanged", "failed"]);
  await saveUnchanged(store, sampleFacts(source, { status: 304, now: noon + hour }), state);
  const states = await sourceStates(store);
  expect(states.get(source.id)).toMatchObject({ outcome: "unchanged", failures: 0, error: null });
});

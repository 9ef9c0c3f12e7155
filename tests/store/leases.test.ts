import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { freeDeadLeases } from "../../src/store/dead-leases.ts";
import {
  postponePoll,
  releaseLeases,
  renewLeases,
  takeDue,
  takeNamed,
} from "../../src/store/leases.ts";
import type { PolledState } from "../../src/store/polled-state.ts";
import { saveFailed } from "../../src/store/save-outcome.ts";
import { saveUnchanged } from "../../src/store/save-unchanged.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import { sourceStates } from "../../src/store/read-source-states.ts";
import { syncSources } from "../../src/store/sources.ts";
import { sampleFile, sampleStore } from "./open-sample.ts";
import { hour, noon, sampleFacts, samplePoll, sampleSource } from "./samples.ts";

const a = sampleSource("https://a.example/feed");
const b = sampleSource("https://b.example/feed");
const times = { now: noon, leaseMs: 60_000 };

function idsOf(states: readonly PolledState[]): readonly string[] {
  return states.map(({ id }) => id);
}

async function twoProcesses() {
  const file = await sampleFile();
  const one = await sampleStore([a, b], { file, instanceId: "one" });
  const two = await sampleStore([], { file, instanceId: "two" });
  return { one, two };
}

test("what one process took no other gets, until the lease runs out", async () => {
  const { one, two } = await twoProcesses();
  expect(idsOf(await takeDue(one, { ...times, limit: 10 }))).toEqual([a.id, b.id]);
  expect(idsOf(await takeDue(two, { ...times, limit: 10 }))).toEqual([]);
  expect(idsOf(await takeNamed(two, { ...times, ids: [a.id] }))).toEqual([]);
  const later = { ...times, now: noon + times.leaseMs };
  expect(idsOf(await takeDue(two, { ...later, limit: 10 }))).toEqual([a.id, b.id]);
});

test("sources are due at their time: new ones at once, the longest waiting first, gone ones never", async () => {
  const { one } = await twoProcesses();
  await saveUnchanged(one, sampleFacts(a, { nextPollAt: noon + 2 * hour }));
  await saveUnchanged(one, sampleFacts(b, { nextPollAt: noon + hour }));
  const take = async (now: number) => idsOf(await takeDue(one, { now, leaseMs: 1, limit: 10 }));
  expect(await take(noon + hour - 1)).toEqual([]);
  expect(await take(noon + hour)).toEqual([b.id]);
  expect(await take(noon + 2 * hour)).toEqual([b.id, a.id]);
  const gone = {
    status: 410,
    error: "Gone.",
    errorReason: "gone",
    nextPollAt: null,
    restUntil: null,
  };
  await saveFailed(one, { sourceId: a.id, now: noon, outcome: "gone", ...gone });
  expect(await take(noon + 9000 * hour)).toEqual([b.id]);
});

test("named sources are taken whether due or not, but not removed ones", async () => {
  const { one } = await twoProcesses();
  await saveUnchanged(one, sampleFacts(a, { nextPollAt: noon + hour }));
  await syncSources(one, { sources: [a], now: noon });
  expect(idsOf(await takeNamed(one, { ...times, ids: [b.id, a.id, "unknown"] }))).toEqual([a.id]);
});

test("a limit leaves the rest to others", async () => {
  const { one, two } = await twoProcesses();
  expect(idsOf(await takeDue(one, { ...times, limit: 1 }))).toEqual([a.id]);
  expect(idsOf(await takeDue(two, { ...times, limit: 10 }))).toEqual([b.id]);
});

test("saving a poll gives its lease back, releasing and postponing too", async () => {
  const { one, two } = await twoProcesses();
  await takeDue(one, { ...times, limit: 10 });
  await savePoll(one, samplePoll(a, [{ identity: "a" }], { nextPollAt: noon }));
  expect(idsOf(await takeDue(two, { ...times, limit: 10 }))).toEqual([a.id]);
  await releaseLeases(one, [a.id, b.id]);
  expect(idsOf(await takeDue(one, { ...times, limit: 10 }))).toEqual([b.id]);
  await postponePoll(one, { id: b.id, until: noon + hour });
  expect(idsOf(await takeDue(two, { ...times, limit: 10 }))).toEqual([]);
  expect(idsOf(await takeDue(two, { ...times, now: noon + hour, limit: 10 }))).toContain(b.id);
});

test("a renewed lease holds longer; one that went to another process cannot be renewed", async () => {
  const { one, two } = await twoProcesses();
  await takeDue(one, { ...times, limit: 1 });
  const later = { ...times, now: noon + 50_000 };
  expect(await renewLeases(one, { ...later, ids: [a.id, b.id] })).toEqual([a.id]);
  expect(idsOf(await takeNamed(two, { ...times, now: noon + 70_000, ids: [a.id] }))).toEqual([]);
  expect(idsOf(await takeNamed(two, { ...times, now: noon + 110_000, ids: [a.id] }))).toEqual([
    a.id,
  ]);
  expect(await renewLeases(one, { ...later, ids: [a.id] })).toEqual([]);
});

test("what a killed process held is free at once, what a living one holds is not", async () => {
  const { one, two } = await twoProcesses();
  await takeNamed(one, { ...times, ids: [a.id] });
  await freeDeadLeases(two, () => false);
  expect(idsOf(await takeNamed(two, { ...times, ids: [a.id] }))).toEqual([]);
  await freeDeadLeases(two, (instanceId) => instanceId === "one");
  expect(idsOf(await takeNamed(two, { ...times, ids: [a.id] }))).toEqual([a.id]);
});

test("a poll that outlived its lease says nothing about its source any more", async () => {
  const { one, two } = await twoProcesses();
  await takeDue(one, { ...times, limit: 1 });
  await takeDue(two, { ...times, now: noon + times.leaseMs, limit: 1 });
  await saveUnchanged(one, sampleFacts(a));
  expect((await sourceStates(one)).get(a.id)?.lastPollAt).toBeNull();
  expect(idsOf(await takeNamed(one, { ...times, now: noon + times.leaseMs, ids: [a.id] }))).toEqual(
    [],
  );
});

test("a document that outlived its lease does not say what its source lists any more", async () => {
  const { one, two } = await twoProcesses();
  await takeDue(one, { ...times, limit: 1 });
  const later = { ...times, now: noon + times.leaseMs, limit: 1 };
  await takeDue(two, later);
  await savePoll(two, samplePoll(a, [{ identity: "old" }, { identity: "new" }]));
  await takeNamed(two, { ...later, ids: [a.id] });
  await savePoll(one, samplePoll(a, [{ identity: "old" }]));
  const rows = await one.db.selectFrom("entry").select(["identity", "lastListedAt"]).execute();
  expect(rows).toEqual([
    { identity: "new", lastListedAt: null },
    { identity: "old", lastListedAt: null },
  ]);
});

test("real processes that take at the same time never take the same source", async () => {
  const file = await sampleFile();
  const sources = Array.from({ length: 500 }, (_, index) =>
    sampleSource(`https://s${index}.example/feed`),
  );
  await (await sampleStore(sources, { file })).close();
  const script = new URL("take-leases.ts", import.meta.url).pathname;
  const takers = ["one", "two", "three"].map((instanceId) =>
    text(spawn(process.execPath, [script, file, instanceId]).stdout),
  );
  const taken = (await Promise.all(takers)).flatMap((output) => output.split("\n").filter(Boolean));
  expect(taken).toHaveLength(500);
  expect(new Set(taken).size).toBe(500);
});

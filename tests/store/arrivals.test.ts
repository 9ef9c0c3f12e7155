import { expect, test } from "vitest";
import type { Arrivals } from "../../src/store/arrivals.ts";
import { takeNamed } from "../../src/store/leases.ts";
import { savePoll } from "../../src/store/save-poll.ts";
import type { Store } from "../../src/store/store.ts";
import { sampleStore } from "./open-sample.ts";
import { day, hour, noon, samplePoll, sampleSource } from "./samples.ts";

const source = sampleSource("https://a.example/feed");
const apart = day / 5;

/** What the next poll will know. */
async function arrivalsIn(store: Store): Promise<Arrivals | null> {
  const [state] = await takeNamed(store, { ids: [source.id], now: noon, leaseMs: 1 });
  return state?.arrivals ?? null;
}

/** Five posts a day, newest first. */
const stories = Array.from({ length: 300 }, (_, index) => ({
  identity: `e${index}`,
  publishedAt: noon - index * apart,
}));

test.each([
  ["newest first", stories],
  ["oldest first", stories.toReversed()],
])("of a long first document the newest entries tell the rhythm: %s", async (_order, entries) => {
  const store = await sampleStore([source]);
  await savePoll(store, samplePoll(source, entries));
  const first = await arrivalsIn(store);
  expect(first?.listed).toBe(300);
  expect(first?.arrivalsAt).toHaveLength(100);
  expect(Math.min(...(first?.arrivalsAt ?? []))).toBe(noon - 99 * apart);
  const now = noon + hour;
  const fresh = { identity: "fresh", publishedAt: now - 1 };
  const undated = { identity: "undated" };
  await savePoll(store, samplePoll(source, [undated, fresh, ...entries], { now }));
  const second = await arrivalsIn(store);
  expect(second?.arrivalsAt.filter((at) => at === now)).toHaveLength(2);
  expect(Math.min(...(second?.arrivalsAt ?? []))).toBe(noon - 97 * apart);
});

test("entries of the first document without a date say nothing, and take no room", async () => {
  const store = await sampleStore([source]);
  const undated = Array.from({ length: 150 }, (_, index) => ({ identity: `u${index}` }));
  await savePoll(store, samplePoll(source, [...undated, ...stories.slice(0, 20)]));
  const arrivals = await arrivalsIn(store);
  expect(arrivals?.arrivalsAt).toHaveLength(20);
});

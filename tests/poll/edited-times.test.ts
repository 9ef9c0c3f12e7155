import { expect, it } from "vitest";
import { ClockedPolls } from "../support/clocked-polls.ts";
import { FeedSite, rssOf } from "../support/feed-site.ts";

const minute = 60_000;
const hour = 60 * minute;
const document = rssOf("Edited", [{ id: "one" }]);

/** A source polled once by the first times, then seen by a config with the second. */
async function edited(fields: Record<string, string>, times: readonly [object, object]) {
  const site = await FeedSite.start();
  site.on("/feed", (_, response) => response.writeHead(200, fields).end(document));
  const url = site.url("/feed");
  const polls = await ClockedPolls.start([{ url, ...times[0] }]);
  await polls.pollDue();
  const before = await polls.state(url);
  await polls.restart([{ url, ...times[0] }]);
  expect((await polls.state(url)).nextPollAt).toBe(before.nextPollAt);
  await polls.restart([{ url, ...times[1] }]);
  const { nextPollAt, lastPollAt } = await polls.state(url);
  await polls[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
  const since = (at: number | null): number => (at ?? 0) - (lastPollAt ?? 0);
  return { plannedMs: since(before.nextPollAt), nowMs: since(nextPollAt) };
}

const newYear = { schedule: "0 0 1 1 *" };

it.each([
  ["a schedule", newYear, { schedule: "*/3 * * * * *", minInterval: "1s" }, 1_000],
  ["a schedule taken out", newYear, {}, hour],
  ["a shorter minInterval", { minInterval: "1d" }, { minInterval: "15m" }, 15 * minute],
])("%s counts at once when it is edited", async (_what, before, after, expectedMs) => {
  const { plannedMs, nowMs } = await edited({}, [before, after]);
  expect(plannedMs).toBeGreaterThan(20 * hour);
  expect(nowMs).toBe(expectedMs);
});

it("what the publisher wishes holds for edited times too", async () => {
  const times = [newYear, { schedule: "* * * * *", minInterval: "1m" }] as const;
  const { nowMs } = await edited({ "cache-control": "max-age=7200" }, times);
  // Wishes count from the moment the answer was read, a little before the poll's end.
  expect(nowMs).toBeGreaterThan(2 * hour - minute);
  expect(nowMs).toBeLessThan(2 * hour + minute);
});

it("a longer minInterval holds at once, too", async () => {
  const { plannedMs, nowMs } = await edited({}, [{ minInterval: "15m" }, { minInterval: "2h" }]);
  expect(plannedMs).toBeLessThan(hour);
  expect(nowMs).toBe(2 * hour);
});

it("other edits leave the time as it was", async () => {
  const { plannedMs, nowMs } = await edited({}, [{}, { name: "Other" }]);
  expect(nowMs).toBe(plannedMs);
});

it("a shorter maxInterval brings quiet feeds forward, and no others", async () => {
  await using site = await FeedSite.start();
  site.put("/quiet", rssOf("Quiet", [{ id: "old", date: "2020-01-01" }]));
  const url = site.url("/quiet");
  const feeds = [url, { url: site.url("/yearly"), ...newYear }];
  site.put("/yearly", document);
  await using polls = await ClockedPolls.start(feeds);
  await polls.pollDue();
  polls.advance(2 * hour);
  await polls.pollDue();
  const yearly = await polls.state(site.url("/yearly"));
  const { lastPollAt, nextPollAt } = await polls.state(url);
  expect((nextPollAt ?? 0) - (lastPollAt ?? 0)).toBeGreaterThan(10 * hour);
  await polls.restart(feeds, { maxInterval: "3h" });
  expect((await polls.state(url)).nextPollAt).toBe((lastPollAt ?? 0) + 3 * hour);
  expect((await polls.state(site.url("/yearly"))).nextPollAt).toBe(yearly.nextPollAt);
});

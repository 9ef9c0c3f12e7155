import { sql } from "kysely";
import { expect, it } from "vitest";
import { ClockedPolls } from "../support/clocked-polls.ts";
import { FeedSite, rssOf } from "../support/feed-site.ts";

const minute = 60_000;
const hour = 60 * minute;
const document = rssOf("Timed", [{ id: "one" }]);
const evening = Date.UTC(2026, 10, 25, 22, 40);

function nightOff(hours: readonly number[]): string {
  const skipped = hours.map((one) => `<hour>${one}</hour>`).join("");
  return document.replace("<item>", `<skipHours>${skipped}</skipHours><item>`);
}

it("a time planned for an allowed hour is not kept in a skipped one", async () => {
  await using site = await FeedSite.start();
  site.put("/feed", nightOff([0, 1, 2]));
  const url = site.url("/feed");
  await using polls = await ClockedPolls.start([url], { startAt: evening });
  await polls.pollDue();
  const { nextPollAt } = await polls.state(url);
  expect(new Date(nextPollAt ?? 0).getUTCHours()).toBe(23);
  polls.moveTo(evening + 85 * minute);
  expect(await polls.pollDue()).toEqual([]);
  const postponed = (await polls.state(url)).nextPollAt ?? 0;
  const threeAm = Date.UTC(2026, 10, 26, 3);
  expect(postponed).toBeGreaterThanOrEqual(threeAm);
  expect(postponed).toBeLessThan(threeAm + 5 * minute);
  await polls.restart([url]);
  expect(await polls.pollDue()).toEqual([]);
  expect(await polls.pollByHand()).toHaveLength(1);
  polls.moveTo((await polls.state(url)).nextPollAt ?? 0);
  expect(await polls.pollDue()).toHaveLength(1);
});

it("a host's rest pulls no later time of its sources forward", async () => {
  await using site = await FeedSite.start();
  site.on("/busy", (_, response) => response.writeHead(429, { "retry-after": "300" }).end());
  site.on("/fresh", (_, response) => {
    response.writeHead(200, { "cache-control": "max-age=86400" }).end(document);
  });
  const urls = [site.url("/fresh"), site.url("/busy")];
  await using polls = await ClockedPolls.start(urls);
  await polls.pollByHand([site.url("/fresh")]);
  const { nextPollAt } = await polls.state(site.url("/fresh"));
  await polls.pollByHand([site.url("/busy")]);
  expect(await polls.pollByHand([site.url("/fresh")])).toEqual([]);
  expect(await polls.state(site.url("/fresh"))).toMatchObject({ nextPollAt });
});

it("a publisher whose answer could not be saved is not asked again at every tick", async () => {
  await using site = await FeedSite.start();
  const html = `<p>${"many words ".repeat(20_000)}</p>`;
  site.put("/feed", document);
  const url = site.url("/feed");
  await using polls = await ClockedPolls.start([url]);
  await polls.pollDue();
  site.put("/feed", rssOf("Timed", [{ id: "large", html }, { id: "one" }]));
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(polls.store.db);
  const setLimit = (pages: number) =>
    sql`pragma max_page_count = ${sql.lit(pages)}`.execute(polls.store.db);
  await setLimit(rows[0]?.page_count ?? 0);
  polls.advance(25 * hour);
  for (let tick = 0; tick < 5; tick++) {
    expect(await polls.pollDue()).toEqual([]);
    polls.advance(10 * minute);
  }
  expect(site.asked("/feed")).toHaveLength(2);
  await setLimit(1_000_000);
  polls.advance(hour);
  expect(await polls.pollDue()).toMatchObject([{ outcome: "updated" }]);
});

it("a 304 without Cache-Control is fresh for as long as its document was", async () => {
  await using site = await FeedSite.start();
  const etag = '"1"';
  site.on("/feed", (request, response) => {
    const isKnown = request.headers["if-none-match"] === etag;
    if (isKnown) response.writeHead(304).end();
    else response.writeHead(200, { etag, "cache-control": "max-age=36000" }).end(document);
  });
  const url = site.url("/feed");
  await using polls = await ClockedPolls.start([url]);
  await polls.pollDue();
  for (let poll = 0; poll < 2; poll++) {
    polls.moveTo((await polls.state(url)).nextPollAt ?? 0);
    expect(await polls.pollDue()).toMatchObject([{ status: 304 }]);
    const { nextPollAt, lastPollAt } = await polls.state(url);
    expect((nextPollAt ?? 0) - (lastPollAt ?? 0)).toBeGreaterThan(10 * hour - minute);
  }
});

it("Retry-After of a redirect holds by hand too, when its target answers", async () => {
  await using site = await FeedSite.start();
  site.put("/target", document);
  site.on("/feed", (_, response) => {
    response.writeHead(302, { location: "/target", "retry-after": "36000" }).end();
  });
  const url = site.url("/feed");
  await using polls = await ClockedPolls.start([url]);
  await polls.pollDue();
  const { restUntil } = await polls.state(url);
  expect((restUntil ?? 0) - polls.now()).toBeGreaterThan(9 * hour);
});

import { expect, it } from "vitest";
import { ClockedPolls } from "../support/clocked-polls.ts";
import { FeedSite, rssOf } from "../support/feed-site.ts";

const document = rssOf("Moving", [{ id: "one" }]);

function redirect(site: FeedSite, from: string, to: string, status = 301): void {
  site.on(from, (_, response) => response.writeHead(status, { location: to }).end());
}

it("adopts a move whose target says 304, once its document was seen, and says so once", async () => {
  await using site = await FeedSite.start();
  site.put("/old", document);
  site.put("/new", document);
  const url = site.url("/old");
  await using polls = await ClockedPolls.start([url]);
  await polls.pollByHand();
  redirect(site, "/old", "/new");
  expect(await polls.pollByHand()).toMatchObject([{ status: 304, error: null }]);
  expect((await polls.state(url)).movedTo).toBeNull();
  await polls.pollByHand();
  expect((await polls.state(url)).movedTo).toBe(site.url("/new"));
  expect(await polls.pollByHand()).toMatchObject([{ status: 304 }]);
  expect(site.asked("/old")).toHaveLength(3);
  expect(polls.log.match(/"source moved"/gu)).toHaveLength(1);
});

it("never adopts a page that is no feed, whatever it says to conditions", async () => {
  await using site = await FeedSite.start();
  site.put("/feed", document);
  site.on("/login", (request, response) => {
    const isAskedForChanges = request.headers["if-none-match"] !== undefined;
    if (isAskedForChanges) response.writeHead(304).end();
    else response.writeHead(200, { "content-type": "text/html" }).end("<html>Who are you?</html>");
  });
  const url = site.url("/feed");
  await using polls = await ClockedPolls.start([url]);
  await polls.pollByHand();
  redirect(site, "/feed", "/login");
  await polls.pollByHand();
  expect(await polls.pollByHand()).toMatchObject([{ outcome: "failed", reason: "html-page" }]);
  expect((await polls.state(url)).movedTo).toBeNull();
});

it("a source that moved back is where it is configured again", async () => {
  await using site = await FeedSite.start();
  site.put("/there", document);
  redirect(site, "/here", "/there");
  const url = site.url("/here").replace("http://", "http://ada:pass@");
  await using polls = await ClockedPolls.start([`${url}#top`]);
  await polls.pollByHand();
  expect((await polls.state(`${url}#top`)).movedTo).toBe(site.url("/there"));
  site.put("/here", `${document} `);
  redirect(site, "/there", "/here");
  await polls.pollByHand();
  expect((await polls.state(`${url}#top`)).movedTo).toBeNull();
  expect(polls.log).toContain("source moved back");
});

it("polls a source no more that moved to another one's address, however that is spelt", async () => {
  await using site = await FeedSite.start();
  site.put("/feed", document);
  redirect(site, "/old", "/feed");
  const spelt = site.url("/feed").replace("http://", "HTTP://ada:pass@");
  await using polls = await ClockedPolls.start([site.url("/old"), `${spelt}#top`]);
  await polls.pollByHand();
  expect(site.asked("/feed")).toHaveLength(2);
  await polls.pollByHand();
  expect(site.asked("/feed")).toHaveLength(3);
  expect(site.asked("/old")).toHaveLength(1);
});

it.each([
  [302, "failed"],
  [301, "gone"],
] as const)("a 410 at the end of a %i is %s", async (status, outcome) => {
  await using site = await FeedSite.start();
  redirect(site, "/feed", "/target", status);
  site.on("/target", (_, response) => response.writeHead(410).end());
  await using polls = await ClockedPolls.start([site.url("/feed")]);
  expect(await polls.pollDue()).toMatchObject([{ outcome, status: 410 }]);
});

it("a feed that was gone is asked for again once it comes back to the config", async () => {
  await using site = await FeedSite.start();
  site.on("/feed", (_, response) => response.writeHead(410).end());
  const url = site.url("/feed");
  await using polls = await ClockedPolls.start([url]);
  await polls.pollDue();
  await polls.restart([url]);
  expect(await polls.pollDue()).toEqual([]);
  await polls.restart([]);
  site.put("/feed", document);
  await polls.restart([url]);
  expect((await polls.state(url)).goneAt).toBeNull();
  expect(await polls.pollDue()).toMatchObject([{ outcome: "updated" }]);
});

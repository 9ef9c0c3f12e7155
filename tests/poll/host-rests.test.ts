import { expect, it } from "vitest";
import { restHost } from "../../src/store/hosts.ts";
import { openStore } from "../../src/store/store.ts";
import { ClockedPolls } from "../support/clocked-polls.ts";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { Workplace } from "../support/run-feedloom.ts";

const hour = 3_600_000;
const document = rssOf("Polite", [{ id: "one" }]);

it("a rest that another process was asked for holds here too", async () => {
  await using site = await FeedSite.start();
  site.put("/feed", document);
  const url = site.url("/feed");
  await using polls = await ClockedPolls.start([url]);
  await polls.pollDue();
  polls.advance(25 * hour);
  const until = polls.now() + 5 * hour;
  const other = await openStore({ file: polls.file, instanceId: "two" });
  await restHost(other, { host: site.host, until, now: polls.now() });
  await other.close();
  expect(await polls.pollDue()).toEqual([]);
  expect(site.asked("/feed")).toHaveLength(1);
  expect((await polls.state(url)).nextPollAt).toBe(until);
});

it.each([
  { laterHours: 23, rests: true },
  { laterHours: 25, rests: false },
])(
  "a 403 $laterHours hours after a 429 rests the host: $rests, whatever restarts lie between",
  async ({ laterHours, rests }) => {
    await using site = await FeedSite.start();
    let status = 429;
    site.on("/first", (_, response) => {
      response.writeHead(status, { "retry-after": String(3 * 3_600) }).end();
    });
    site.put("/second", document);
    const urls = [site.url("/first"), site.url("/second")];
    await using polls = await ClockedPolls.start(urls);
    await polls.pollByHand([urls[0] ?? ""]);
    polls.advance(2 * hour);
    await polls.restart(urls);
    polls.advance((laterHours - 2) * hour);
    await polls.restart(urls);
    status = 403;
    await polls.pollByHand([urls[0] ?? ""]);
    expect(await polls.pollByHand([urls[1] ?? ""])).toHaveLength(rests ? 0 : 1);
  },
);

it("check asks a host no further that wants to be left alone, and counts in words that fit", async () => {
  await using site = await FeedSite.start();
  await using other = await FeedSite.start();
  other.put("/good", document);
  const paths = Array.from({ length: 12 }, (_, index) => `/feed${index}`);
  for (const path of paths) {
    site.on(path, (_, response) => response.writeHead(429, { "retry-after": "600" }).end());
  }
  const feeds = [other.url("/good"), ...paths.map((path) => site.url(path))];
  await using workplace = await Workplace.create(
    `poll: { allowPrivateAddresses: true, perHostDelay: 0s }\nfeeds: ${JSON.stringify(feeds)}\n`,
  );
  const { stdout } = await workplace.run(["check"]);
  expect(site.requests.length).toBeLessThanOrEqual(2);
  expect(stdout).toContain("its host rests");
  expect(stdout).toContain("1 feed answers, 12 fail.");
});

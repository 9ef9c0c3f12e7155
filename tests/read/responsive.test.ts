import { expect, test } from "vitest";
import { FeedSite } from "../support/feed-site.ts";
import { largeFeed } from "./large-feed.ts";
import { pollAndWatch } from "./poll-in-process.ts";

test("a feed of 16 MiB is read while the service goes on answering", async () => {
  const body = largeFeed(16 * 1024 * 1024);
  await using publisher = await FeedSite.start();
  publisher.on("/feed", (_request, response) => {
    response.writeHead(200, { "content-type": "application/rss+xml" }).end(body);
  });
  const { longestMs, longestWorkMs, entries } = await pollAndWatch(publisher.url("/feed"));
  process.stdout.write(
    `16 MiB polled: longest stall ${longestMs.toFixed(0)} ms, ${longestWorkMs.toFixed(0)} ms of work\n`,
  );
  expect(entries).toBeGreaterThan(1000);
  // The aim is 50 ms (bench/parse/stall.ts tells); reading in this thread would take seconds.
  expect(longestWorkMs).toBeLessThan(250);
});

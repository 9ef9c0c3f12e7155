/**
 * How long the service's event loop is held while a feed of 16 MiB (or as many as given) is polled: fetched, read in the
 * worker, saved and published.
 *
 *   node bench/parse/stall.ts [MiB]
 */
import { largeFeed } from "../../tests/read/large-feed.ts";
import { pollAndWatch } from "../../tests/read/poll-in-process.ts";
import { FeedSite } from "../../tests/support/feed-site.ts";

const mebibytes = Number(process.argv[2] ?? "16");
await using publisher = await FeedSite.start();
const body = largeFeed(mebibytes * 1024 * 1024);
publisher.on("/feed", (_request, response) => {
  response.writeHead(200, { "content-type": "application/rss+xml" }).end(body);
});
const { longestMs, longestWorkMs, tookMs, entries } = await pollAndWatch(publisher.url("/feed"));
process.stdout.write(
  `${body.byteLength} bytes, ${entries} entries in ${Math.round(tookMs)} ms; longest stall ${longestMs.toFixed(0)} ms, ` +
    `${longestWorkMs.toFixed(0)} ms of work at a stretch\n`,
);

import { expect, it, onTestFinished } from "vitest";
import { watchStalls } from "../read/stall-watch.ts";
import { RunningSite } from "./running-site.ts";
import { days, rss } from "./sample-documents.ts";

const url = "https://a.example/feed?key=${TOKEN}";

/** Posts with so many words that the search for what must not be published takes milliseconds for each. */
function longFeed(count: number): string {
  const content = Array.from({ length: 6_000 }, (_, index) => `${index}% of it`).join(" ");
  return rss(
    "A",
    days(count).map((item) => ({ ...item, content })),
  );
}

it.each(["/atom.xml", "/archive/1/atom.xml"])(
  "long posts with secrets to hide hold up nobody (%s)",
  async (address) => {
    const site = await RunningSite.start(
      `posts: { newSourceLimit: 0 }\nfeeds: [{ url: "${url}" }]`,
    );
    onTestFinished(() => site.stop());
    await site.poll(url, longFeed(101));
    await site.get("/posts.txt");
    const stopped = watchStalls();
    expect((await site.get(address)).status).toBe(200);
    expect(stopped().longestWorkMs).toBeLessThan(80);
  },
);

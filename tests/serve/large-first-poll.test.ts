import { expect, it } from "vitest";
import { RunningSite } from "./running-site.ts";
import { days, rss } from "./sample-documents.ts";

const a = "https://a.example/feed";

it("archives have as many entries of a first poll as newSourceLimit lets through, however many", async () => {
  const site = await RunningSite.start(`posts: { newSourceLimit: 560 }\nfeeds: [${a}]`);
  try {
    await site.poll(a, rss("A", days(600)));
    const ids = new Set<string>();
    for (let block = 1; block <= 6; block += 1) {
      const { text } = await site.get(`/archive/${block}/atom.xml`);
      for (const [, id] of text.matchAll(/<entry[^]*?<id>([^<]*)/g)) ids.add(id ?? "");
    }
    expect(ids.size).toBe(560);
  } finally {
    await site.stop();
  }
});

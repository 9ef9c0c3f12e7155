import { utimes } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { FeedSite, rssOf } from "../support/feed-site.ts";
import { Workplace } from "../support/run-feedloom.ts";
import { RunningSite } from "./running-site.ts";
import { days, rss } from "./sample-documents.ts";

const a = "https://a.example/feed";

/** HTTP dates have whole seconds. */
function nextSecond(): Promise<void> {
  return pause(1_050);
}

describe("after a restart, a reader that knows only the date", () => {
  it("is sent what changed meanwhile without a new post, and nothing where nothing did", async () => {
    const site = await RunningSite.start(`url: https://planet.example/\nfeeds: [${a}]`);
    try {
      await site.poll(a, rss("A", days(3)));
      const { headers, text } = await site.get("/atom.xml");
      const known = { "if-modified-since": headers["last-modified"] ?? "" };
      await nextSecond();
      await site.restart();
      expect((await site.get("/atom.xml", known)).status).toBe(304);
      await site.poll(a, rss("A renamed", days(3)));
      await site.restart();
      const answer = await site.get("/atom.xml", known);
      expect([answer.status, answer.text === text]).toEqual([200, false]);
    } finally {
      await site.stop();
    }
  });

  it("is sent what another config made of it, whatever the date of the file", async () => {
    await using publisher = await FeedSite.start();
    publisher.put("/feed.xml", rssOf("News", [{ id: "1" }]));
    const config = (title: string): string =>
      `title: ${title}\nurl: https://planet.example/\npoll: { allowPrivateAddresses: true }\nfeeds: ["${publisher.url("/feed.xml")}"]`;
    await using workplace = await Workplace.create(config("Before"));
    const file = path.join(workplace.folder, "feeds.yaml");
    expect((await workplace.run(["poll"])).code).toBe(0);
    const statusOf = async (since: string): Promise<number> => {
      const service = await workplace.serve();
      const headers = { "if-modified-since": since };
      const { status } = await fetch(`${service.url}atom.xml`, { headers });
      await service.stop();
      return status;
    };
    expect(await statusOf(new Date(0).toUTCString())).toBe(200);
    await nextSecond();
    const since = new Date().toUTCString();
    expect(await statusOf(since)).toBe(304);
    await nextSecond();
    await workplace.writeConfig(config("After"));
    await utimes(file, 0, 0);
    expect(await statusOf(since)).toBe(200);
  });
});
